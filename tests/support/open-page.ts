import type { Page, Response } from 'playwright-core'

const PATIENCE_MS = 60_000

/** Opens a URL and resolves when the page can be used. */
export async function openPage(page: Page, path: string): Promise<Response | null> {
  const response = await page.goto(path)
  await ready(page)
  return response
}

export async function reopenPage(page: Page): Promise<void> {
  await page.reload()
  await ready(page)
}

/**
 * Resolves when all of the page has arrived and each control has its handlers: before that a click is lost, a key is not
 * heard, and typed text disappears.
 */
export async function ready(page: Page): Promise<void> {
  const found = await page.waitForFunction(untilReady, PATIENCE_MS, { timeout: 2 * PATIENCE_MS })
  const { missing } = await found.jsonValue()
  if (missing) throw new Error(`${page.url()} was not ready after ${PATIENCE_MS} ms: ${missing}`)
}

/** Runs in the browser, so it is self-contained. Resolves with the first element that is not ready when time is up. */
async function untilReady(patienceMs: number): Promise<{ missing?: string | undefined }> {
  // What React streams stands apart until it is put into its place.
  const streamed = '[id^="S:"], template[id^="B:"], template[id^="P:"]'
  // The viewer of the API reference writes links of its own.
  const controls = ':is(a[href], button, input, select, textarea):not(.swagger-ui *)'
  for (const since = performance.now(); ;) {
    // Effects, which listen to keys, run before the browser is idle.
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5_000 }))
    const late =
      document.querySelector(streamed) ??
      [...document.querySelectorAll(controls)].find(
        (control) => !Object.keys(control).some((key) => key.startsWith('__reactProps$')),
      )
    if (document.readyState === 'complete' && !late) return {}
    if (performance.now() - since > patienceMs) return { missing: late?.outerHTML.slice(0, 200) ?? 'loading' }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

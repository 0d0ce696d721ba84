import { launchBrowser } from '../../../tests/support/browser'

export interface PageWeight {
  /** Compressed JavaScript that the page made the browser load, in KB. */
  javascriptKb: number
  /** Cumulative layout shift (web-vitals). */
  layoutShift: number
}

/** Opens the page in a fresh browser and sums what it loaded and how much it moved. */
export async function weighPage(url: string, cookie: string): Promise<PageWeight> {
  const browser = await launchBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    await context.addCookies(
      cookie.split('; ').map((pair) => {
        const at = pair.indexOf('=')
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url: new URL(url).origin }
      }),
    )
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    // What the browser counts to a response's end holds its header, which is known when it begins.
    const headers = new Map<string, number>()
    let bytes = 0
    session.on('Network.responseReceived', ({ requestId, type, response }) => {
      if (type === 'Script') headers.set(requestId, response.encodedDataLength)
    })
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      bytes += headers.has(requestId) ? encodedDataLength - (headers.get(requestId) ?? 0) : 0
    })
    await page.addInitScript(() => {
      const shifts = { total: 0 }
      Object.assign(window, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.total += (entry as unknown as { value: number }).value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(url, { waitUntil: 'load' })
    await page.waitForTimeout(3_000)
    const layoutShift = await page.evaluate(
      () => (window as unknown as { shifts: { total: number } }).shifts.total,
    )
    return { javascriptKb: bytes / 1024, layoutShift }
  } finally {
    await browser.close()
  }
}

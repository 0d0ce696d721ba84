import type { Page } from 'playwright-core'

type Listening = Window & { messages?: string[] }

/** Keeps the short messages of each document that the page opens from now on: they disappear after some seconds. */
export const keepMessages = (page: Page): Promise<unknown> => page.addInitScript(keep)

/** Waits until the current document has shown the message, also if it has disappeared meanwhile. */
export async function told(page: Page, message: string | RegExp): Promise<void> {
  const [source, flags] = typeof message === 'string' ? [message, null] : [message.source, message.flags]
  try {
    await page.waitForFunction(isKept, { source, flags })
  } catch (cause) {
    const shown = await page.evaluate(() => (window as Listening).messages)
    throw new Error(`the page never said ${String(message)}, but ${JSON.stringify(shown)}`, { cause })
  }
}

/** Runs in the browser, so it is self-contained. */
function isKept({ source, flags }: { source: string; flags: string | null }): boolean {
  const isMeant = (text: string) =>
    flags === null ? text.includes(source) : new RegExp(source, flags).test(text)
  return (window as Listening).messages?.some(isMeant) ?? false
}

/** Runs in the browser, so it is self-contained. */
function keep(): void {
  const messages: string[] = []
  new MutationObserver(() => {
    for (const { textContent: text } of document.querySelectorAll('[data-sonner-toast] [data-title]')) {
      if (text && !messages.includes(text)) messages.push(text)
    }
  }).observe(document, { subtree: true, childList: true, characterData: true })
  ;(window as Listening).messages = messages
}

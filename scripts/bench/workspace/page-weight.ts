import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../../tests/support/launch-browser.mjs'
import {
  narrowLine,
  readLayoutShifts,
  totalShift,
  watchLayoutShift,
} from '../../../tests/support/layout-shift'
import { DESKTOP } from '../../../tests/support/screens'

export interface PageWeight {
  /** Compressed JavaScript that the page loads, in KB. */
  javascriptKb: number
  /** The layout shift at full speed, and that over a slow connection with a slow CPU. */
  layoutShift: number
  layoutShiftWhenSlow: number
}

/** Opens the page in a new browser, at full speed and slowed down, and sums the loaded bytes and the layout shifts. */
export async function weighPage(url: string, cookie: string): Promise<PageWeight> {
  const browser = await launchBrowser()
  try {
    const page = await freshPage(browser, url, cookie)
    const javascriptKb = await countJavascript(page)
    const layoutShift = await openAndWatch(page, url)
    const slowPage = await freshPage(browser, url, cookie)
    await narrowLine(slowPage)
    const session = await slowPage.context().newCDPSession(slowPage)
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    return {
      javascriptKb: javascriptKb(),
      layoutShift,
      layoutShiftWhenSlow: await openAndWatch(slowPage, url),
    }
  } finally {
    await browser.close()
  }
}

const SLOWER = 4
const AFTERMATH_MS = 3_000

async function freshPage(browser: Browser, url: string, cookie: string): Promise<Page> {
  const context = await browser.newContext({ viewport: DESKTOP })
  await context.addCookies(
    cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: new URL(url).origin }
    }),
  )
  return context.newPage()
}

async function openAndWatch(page: Page, url: string): Promise<number> {
  await watchLayoutShift(page)
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForTimeout(AFTERMATH_MS)
  return totalShift(await readLayoutShifts(page))
}

/** Starts counting; the returned function returns the KB since then. */
async function countJavascript(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  // The encoded length at the end of a response includes its headers, whose length is known at its start.
  const headers = new Map<string, number>()
  let bytes = 0
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script') headers.set(requestId, response.encodedDataLength)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += headers.has(requestId) ? encodedDataLength - (headers.get(requestId) ?? 0) : 0
  })
  return () => bytes / 1024
}

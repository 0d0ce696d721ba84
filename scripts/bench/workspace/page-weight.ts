import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../../tests/support/browser'
import {
  narrowLine,
  readLayoutShifts,
  totalShift,
  watchLayoutShift,
} from '../../../tests/support/layout-shift'
import { DESKTOP } from '../../../tests/support/screens'

export interface PageWeight {
  /** Compressed JavaScript that the page made the browser load, in KB. */
  javascriptKb: number
  /** How much moved that nobody had touched, and how much over a slow line to a slow computer. */
  layoutShift: number
  layoutShiftWhenSlow: number
}

/** Opens the page in a fresh browser, at full speed and slowed down, and sums what it loaded and how much it moved. */
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

/** Counts from now on; what it returns tells how many KB there were. */
async function countJavascript(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page)
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
  return () => bytes / 1024
}

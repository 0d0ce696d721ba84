import type { Browser, Page } from 'playwright-core'
import { DEMO_PASSWORD } from '@/prisma/seed/demo-banks'
import { issuesByTheme } from '../support/accessibility'
import { describeInBrowser, openBrowser } from '../support/browser'
import { seedDemo } from '../support/demo'
import { findScreens, SCREENS, settled } from '../support/product-screens'
import { openAs, openScreen, type Screen, sidewaysScroll } from '../support/screens'
import { sharedServer } from '../support/shared-server'

/** Checks each screen of the demo: accessible in both themes, complete at every width, no errors. */
const DESK = 1280
const PHONE = 390
/** Opened at the first width; for the others the window is only resized. 768 is the smallest with a sidebar. */
const WIDTHS = [1920, DESK, 820, 768, PHONE]
const READ_AT = [DESK, PHONE]
/** The browser itself reports that there is no such page. */
const NO_SUCH_PAGE = /status of 404 .*\/no-such-page$/
const SETTLED_MS = 20_000
const PATIENCE_MS = 90_000

/** Charts and the network follow a new width with a delay; what is still too wide then stays so. */
async function lastingScroll(page: Page): Promise<number> {
  const deadline = Date.now() + SETTLED_MS
  while ((await sidewaysScroll(page)) !== 0 && Date.now() < deadline) await page.waitForTimeout(50)
  return sidewaysScroll(page)
}

describeInBrowser('every screen', () => {
  let server: { url: string }
  let browser: Browser
  let member: Screen
  let stranger: Screen
  let paths: ReadonlyMap<string, string>
  beforeAll(async () => {
    await seedDemo()
    ;[server, browser] = await Promise.all([sharedServer(), openBrowser()])
    ;[member, stranger] = [await openScreen(browser, server.url), await openScreen(browser, server.url)]
    await openAs(member.page, '/dashboard', 'admin@sentinel.demo', DEMO_PASSWORD)
    paths = await findScreens(member.page)
  }, 600_000)

  test.each(SCREENS.map(({ name, open = false }) => [name, open] as const))(
    '%s has no serious accessibility issue in both themes, fits every width, and logs no error',
    async (name, open) => {
      const { page, complaints } = open ? stranger : member
      const found: Record<string, unknown> = {}
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 844 })
        if (width === WIDTHS[0]) {
          await page.goto(paths.get(name) ?? '')
          await settled(page)
        }
        const scroll = await lastingScroll(page)
        if (scroll !== 0) found[`scroll at ${width}`] = scroll
        if (READ_AT.includes(width)) found[`issues at ${width}`] = await issuesByTheme(page)
      }
      const complained = complaints.splice(0).filter((text) => !NO_SUCH_PAGE.test(text))
      expect({ found, complained }).toEqual({
        found: Object.fromEntries(READ_AT.map((width) => [`issues at ${width}`, {}])),
        complained: [],
      })
    },
    PATIENCE_MS,
  )
})

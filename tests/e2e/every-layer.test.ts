import type { Browser } from 'playwright-core'
import { DEMO_PASSWORD } from '@/prisma/seed/demo-banks'
import { issuesByTheme } from '../support/accessibility'
import { describeInBrowser, openBrowser } from '../support/browser'
import { seedDemo } from '../support/demo'
import { LAYERS } from '../support/product-layers'
import { findScreens, settled } from '../support/product-screens'
import { DESKTOP, openAs, openScreen, PHONE, type Screen, sidewaysScroll } from '../support/screens'
import { sharedServer } from '../support/shared-server'

const SIZES = { desk: DESKTOP, phone: PHONE }
const PATIENCE_MS = 90_000

describeInBrowser('every layer', () => {
  let server: { url: string }
  let browser: Browser
  let screen: Screen
  let paths: ReadonlyMap<string, string>
  beforeAll(async () => {
    await seedDemo()
    ;[server, browser] = await Promise.all([sharedServer(), openBrowser()])
    screen = await openScreen(browser, server.url)
    await openAs(screen.page, '/dashboard', 'admin@sentinel.demo', DEMO_PASSWORD)
    paths = await findScreens(screen.page)
  }, 600_000)

  test.each(LAYERS.map((layer) => [layer.name, layer] as const))(
    '%s has no serious accessibility issue, in both themes, on desktop and phone',
    async (_, { on, open, only }) => {
      const { page, complaints } = screen
      for (const size of only ? [only] : (['desk', 'phone'] as const)) {
        await page.setViewportSize(SIZES[size])
        await page.goto(paths.get(on) ?? '')
        await settled(page)
        await open(page)
        const found = { issues: await issuesByTheme(page), scroll: await sidewaysScroll(page) }
        expect({ size, ...found }).toEqual({ size, issues: {}, scroll: 0 })
      }
      expect(complaints.splice(0)).toEqual([])
    },
    PATIENCE_MS,
  )
})

import type { Browser } from 'playwright-core'
import { closeDatabase } from '@/lib/platform/db'
import { DEMO_PASSWORD } from '@/prisma/seed/demo-banks'
import { describeInBrowser, launchBrowser } from '../support/browser'
import { seedDemo } from '../support/demo'
import { farDatabase } from '../support/far-database'
import { narrowLine, readLayoutShifts, totalShift, watchLayoutShift } from '../support/layout-shift'
import { findScreens, SCREENS, settled } from '../support/product-screens'
import { DESKTOP, openAs, openScreen, PHONE, type Screen } from '../support/screens'
import { startServer, type TestServer } from '../support/server'

/**
 * Nothing moves while a screen loads, however late its parts arrive: over a slow connection, with every read delayed.
 */
const SIZES = [
  ['on a desktop', DESKTOP, 0.001],
  ['on a phone', PHONE, 0.01],
] as const
const READ_DELAY_MS = 40
/** Comes last, because signed-in users never see it. */
const SIGNED_OUT = '/login'
/** What follows the first complete rendering: hydration, the live stream, and refreshed figures. */
const AFTERMATH_MS = 1_000
const PATIENCE_MS = 60_000
const NAMES = SCREENS.map(({ name }) => name).filter((name) => name !== SIGNED_OUT)

describeInBrowser('no layout shift', () => {
  let server: TestServer
  let browser: Browser
  let database: Awaited<ReturnType<typeof farDatabase>>
  let paths: ReadonlyMap<string, string>
  beforeAll(async () => {
    await seedDemo()
    database = await farDatabase(READ_DELAY_MS)
    const env = { DATABASE_URL: database.url }
    ;[server, browser] = await Promise.all([startServer({ env }), launchBrowser()])
    const { page, close } = await signedIn(DESKTOP)
    paths = await findScreens(page)
    await close()
  }, 240_000)
  afterAll(async () => {
    await browser.close()
    await server.stop()
    database.close()
    await closeDatabase()
  })

  async function signedIn(size: typeof DESKTOP): Promise<Screen> {
    const screen = await openScreen(browser, server.url, size)
    await openAs(screen.page, '/models', 'admin@sentinel.demo', DEMO_PASSWORD)
    return screen
  }

  describe.each(SIZES)('%s', (_, size, most) => {
    let screen: Screen
    beforeAll(async () => {
      screen = await signedIn(size)
      await narrowLine(screen.page)
      await watchLayoutShift(screen.page)
    }, PATIENCE_MS)
    afterAll(() => screen.close())

    test.each([...NAMES, SIGNED_OUT])(
      '%s causes no layout shift',
      async (name) => {
        const { page } = screen
        if (name === SIGNED_OUT) await page.context().clearCookies()
        await page.goto(paths.get(name) ?? '', { waitUntil: 'load' })
        await settled(page)
        await page.waitForTimeout(AFTERMATH_MS)
        const shifts = await readLayoutShifts(page)
        expect(totalShift(shifts) > most ? shifts : []).toEqual([])
      },
      PATIENCE_MS,
    )
  })
})

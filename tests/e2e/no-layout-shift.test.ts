import type { Browser } from 'playwright-core'
import { DEMO_PASSWORD } from '@/prisma/seed/demo-banks'
import { describeInBrowser, openBrowser } from '../support/browser'
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
  { size: DESKTOP, limit: 0.001 },
  { size: PHONE, limit: 0.01 },
]
const READ_DELAY_MS = 40
/** Comes last, because signed-in users never see it. */
const SIGNED_OUT = '/login'
/** What follows the first complete rendering: hydration, the live stream, and refreshed figures. */
const AFTERMATH_MS = 1_000
const PATIENCE_MS = 90_000
const NAMES = SCREENS.map(({ name }) => name).filter((name) => name !== SIGNED_OUT)

describeInBrowser('no layout shift', () => {
  let server: TestServer
  let browser: Browser
  let database: Awaited<ReturnType<typeof farDatabase>>
  let paths: ReadonlyMap<string, string>
  let screens: Screen[]
  beforeAll(async () => {
    await seedDemo()
    database = await farDatabase(READ_DELAY_MS)
    const env = { DATABASE_URL: database.url }
    ;[server, browser] = await Promise.all([startServer({ env }), openBrowser()])
    screens = await Promise.all(SIZES.map(({ size }) => signedIn(size)))
    for (const { page } of screens) {
      paths = await findScreens(page)
      await narrowLine(page)
      await watchLayoutShift(page)
    }
  }, 600_000)
  afterAll(async () => {
    await Promise.all(screens.map((screen) => screen.close()))
    await server.stop()
    database.close()
  })

  async function signedIn(size: typeof DESKTOP): Promise<Screen> {
    const screen = await openScreen(browser, server.url, size)
    // The API reference is large, and everything arrives late here.
    screen.page.setDefaultTimeout(PATIENCE_MS)
    await openAs(screen.page, '/models', 'admin@sentinel.demo', DEMO_PASSWORD)
    return screen
  }

  /** The layout shifts of one visit that together exceed the limit of the size. */
  async function shiftsOf({ page }: Screen, name: string, limit: number) {
    if (name === SIGNED_OUT) await page.context().clearCookies()
    await page.goto(paths.get(name) ?? '', { waitUntil: 'load' })
    await settled(page)
    await page.waitForTimeout(AFTERMATH_MS)
    const shifts = await readLayoutShifts(page)
    return totalShift(shifts) > limit ? shifts : []
  }

  test.each([...NAMES, SIGNED_OUT])(
    '%s causes no layout shift on a desktop or a phone',
    async (name) => {
      const found = await Promise.all(
        SIZES.map(({ limit }, i) => shiftsOf(screens[i] as Screen, name, limit)),
      )
      expect(found).toEqual(SIZES.map(() => []))
    },
    PATIENCE_MS,
  )
})

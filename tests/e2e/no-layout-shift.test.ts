import type { Browser, Page } from 'playwright-core'
import { closeDatabase } from '@/lib/platform/db'
import { DEMO_PASSWORD } from '@/prisma/seed/demo-banks'
import { describeInBrowser, launchBrowser } from '../support/browser'
import { seedDemo } from '../support/demo'
import { farDatabase } from '../support/far-database'
import { narrowLine, readLayoutShifts, totalShift, watchLayoutShift } from '../support/layout-shift'
import { DESKTOP, openAs, openScreen, PHONE, type Screen } from '../support/screens'
import { startServer, type TestServer } from '../support/server'

/** Nothing moves while a screen comes, however late its parts do: everything is fetched anew over a slow line, and every read waits. */
const SIZES = [
  ['on a desktop', DESKTOP, 0.001],
  ['on a phone', PHONE, 0.01],
] as const
const READ_DELAY_MS = 40
const FIXED = [
  '/dashboard',
  '/dashboard?range=all',
  '/queue',
  '/investigate',
  '/cases',
  '/cases/sla',
  '/watchlists',
  '/audit',
  '/models',
]
/** Screens of one object: the screen with a link to it, and which link of that one leads there. */
const OBJECTS: [name: string, from: string, link: string][] = [
  ['a transaction', '/queue', 'main a[href^="/transactions/"]'],
  ['an entity', 'a transaction', 'main a[href^="/entities/"]'],
  ['a case', '/cases', 'main a[href^="/cases/"]:not([href="/cases/sla"])'],
  ['a model', '/models', 'main a[href^="/models/"]'],
]
/** Comes last: whoever is signed in never sees it. */
const SIGNED_OUT = '/login'
/** What follows the first complete picture: hydration, the live stream, and figures that are read again. */
const AFTERMATH_MS = 1_000
const PATIENCE_MS = 60_000

describeInBrowser('no layout shift', () => {
  let server: TestServer
  let browser: Browser
  let database: Awaited<ReturnType<typeof farDatabase>>
  const paths = new Map(FIXED.map((path) => [path, path]))
  beforeAll(async () => {
    await seedDemo()
    database = await farDatabase(READ_DELAY_MS)
    ;[server, browser] = await Promise.all([
      startServer({ env: { DATABASE_URL: database.url } }),
      launchBrowser(),
    ])
    const { page, close } = await open(DESKTOP)
    for (const [name, from, link] of OBJECTS) {
      await page.goto(paths.get(from) ?? '')
      paths.set(name, (await page.locator(link).first().getAttribute('href')) ?? '')
    }
    await close()
  }, 240_000)
  afterAll(async () => {
    await browser.close()
    await server.stop()
    database.close()
    await closeDatabase()
  })

  async function open(size: typeof DESKTOP): Promise<Screen> {
    const screen = await openScreen(browser, server.url, size)
    await openAs(screen.page, '/cases/sla', 'admin@sentinel.demo', DEMO_PASSWORD)
    return screen
  }

  describe.each(SIZES)('%s', (_, size, most) => {
    let screen: Screen
    beforeAll(async () => {
      screen = await open(size)
      await narrowLine(screen.page)
      await watchLayoutShift(screen.page)
    }, PATIENCE_MS)
    afterAll(() => screen.close())

    test.each([...FIXED, ...OBJECTS.map(([name]) => name), SIGNED_OUT])(
      '%s stays where it is',
      async (name) => {
        const { page } = screen
        if (name === SIGNED_OUT) await page.context().clearCookies()
        await page.goto(paths.get(name) ?? name, { waitUntil: 'load' })
        await settled(page)
        const shifts = await readLayoutShifts(page)
        expect(totalShift(shifts) > most ? shifts : []).toEqual([])
      },
      PATIENCE_MS,
    )
  })
})

async function settled(page: Page): Promise<void> {
  await page.locator('main h1, main h2, main table').first().waitFor()
  await page.waitForFunction(() => document.querySelector('main [data-skeleton]') === null)
  await page.waitForTimeout(AFTERMATH_MS)
}

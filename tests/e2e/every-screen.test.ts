import type { Browser, Page } from 'playwright-core'
import { closeDatabase } from '@/lib/platform/db'
import { DEMO_PASSWORD } from '@/prisma/seed/demo-banks'
import { seriousIssues } from '../support/accessibility'
import { describeInBrowser, launchBrowser } from '../support/browser'
import { seedDemo } from '../support/demo'
import { openScreen, type Screen, sidewaysScroll, submitSignIn } from '../support/screens'
import { startServer, type TestServer } from '../support/server'

/** What holds for each screen of the demo: readable by everyone in both themes, whole at every width, nothing complains. */
const THEMES = ['dark', 'light'] as const
const WIDTHS = [390, 768, 1285, 1920]
const FIXED = [
  '/dashboard',
  '/queue',
  '/investigate',
  '/cases',
  '/watchlists',
  '/audit',
  '/models',
  '/dashboard?range=all&map=us',
  '/investigate?band=high',
  '/queue?status=decided',
]
/** Screens of one object: where its list is, and which link of it leads there. */
const OBJECTS: [name: string, list: string, link: string][] = [
  ['a transaction', '/queue', 'main a[href^="/transactions/"]'],
  ['an entity', '/investigate', 'main a[href^="/entities/"]'],
  ['a case', '/cases', 'main a[href^="/cases/"]:not([href="/cases/sla"])'],
  ['a model', '/models', 'main a[href^="/models/"]'],
]

describeInBrowser('every screen', () => {
  let server: TestServer
  let browser: Browser
  let screen: Screen
  const paths = new Map(FIXED.map((path) => [path, path]))
  const open = async (path: string) => {
    await screen.page.goto(path, { waitUntil: 'load' })
    await settled(screen.page)
  }
  beforeAll(async () => {
    await seedDemo()
    ;[server, browser] = await Promise.all([startServer(), launchBrowser()])
    screen = await openScreen(browser, server.url)
    await screen.page.goto('/login')
    await submitSignIn(screen.page, 'admin@sentinel.demo', DEMO_PASSWORD)
    await screen.page.waitForURL('**/dashboard')
    for (const [name, list, link] of OBJECTS) {
      await open(list)
      paths.set(name, (await screen.page.locator(link).first().getAttribute('href')) ?? '')
    }
  }, 180_000)
  afterAll(async () => {
    await browser.close()
    await server.stop()
    await closeDatabase()
  })

  describe.each([...FIXED, ...OBJECTS.map(([name]) => name)])('%s', (name) => {
    test('has no serious issue for people who read or steer differently, in either theme', async () => {
      for (const theme of THEMES) {
        await screen.page.evaluate((value) => localStorage.setItem('sentinel.theme', value), theme)
        await open(paths.get(name) ?? '')
        expect({ theme, issues: await seriousIssues(screen.page) }).toEqual({ theme, issues: [] })
      }
    })
    test('fits every width without scrolling sideways, and nothing complains', async () => {
      for (const width of WIDTHS) {
        await screen.page.setViewportSize({ width, height: 844 })
        await open(paths.get(name) ?? '')
        expect({ width, scroll: await sidewaysScroll(screen.page) }).toEqual({ width, scroll: 0 })
      }
      expect(screen.complaints).toEqual([])
    })
  })
})

/** Waits until what streams in is there: no skeleton is left. */
async function settled(page: Page): Promise<void> {
  await page.locator('main h1, main h2, main table').first().waitFor()
  await page.waitForFunction(() => document.querySelector('main [data-skeleton]') === null)
}

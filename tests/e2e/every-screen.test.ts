import type { Browser, Page } from 'playwright-core'
import { closeDatabase } from '@/lib/platform/db'
import { DEMO_PASSWORD } from '@/prisma/seed/demo-banks'
import { seriousIssues } from '../support/accessibility'
import { describeInBrowser, launchBrowser } from '../support/browser'
import { seedDemo } from '../support/demo'
import { openAs, openScreen, type Screen, sidewaysScroll } from '../support/screens'
import { startServer, type TestServer } from '../support/server'

/** What holds for each screen of the demo: readable by everyone in both themes, whole at every width, nothing complains. */
const THEMES = ['dark', 'light'] as const
/** All that depends on the theme; the rest is looked at once. */
const RULES = { dark: undefined, light: ['color-contrast', 'link-in-text-block'] }
/** Opened at the first and the last of them; between, the window is only made narrower or wider. */
const WIDTHS = [1920, 1285, 768, 390]
const READ_AT = [1285, 390]
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
/** Screens of one object: the screen with a link to it, and which link of that one leads there. */
const OBJECTS: [name: string, from: string, link: string][] = [
  ['a transaction', '/queue', 'main a[href^="/transactions/"]'],
  ['an entity', 'a transaction', 'main a[href^="/entities/"]'],
  ['a case', '/cases', 'main a[href^="/cases/"]:not([href="/cases/sla"])'],
  ['a model', '/models', 'main a[href^="/models/"]'],
]
const PATIENCE_MS = 90_000

describeInBrowser('every screen', () => {
  let server: TestServer
  let browser: Browser
  let screen: Screen
  const paths = new Map(FIXED.map((path) => [path, path]))
  const open = async (name: string) => {
    await screen.page.goto(paths.get(name) ?? '', { waitUntil: 'load' })
    await settled(screen.page)
  }
  beforeAll(async () => {
    await seedDemo()
    ;[server, browser] = await Promise.all([startServer(), launchBrowser()])
    screen = await openScreen(browser, server.url)
    // Colours that fade from one theme to the other have no contrast of their own.
    await screen.page.emulateMedia({ reducedMotion: 'reduce' })
    await openAs(screen.page, '/dashboard', 'admin@sentinel.demo', DEMO_PASSWORD)
    for (const [name, from, link] of OBJECTS) {
      await open(from)
      paths.set(name, (await screen.page.locator(link).first().getAttribute('href')) ?? '')
    }
  }, 240_000)
  afterAll(async () => {
    await browser.close()
    await server.stop()
    await closeDatabase()
  })

  test.each([...FIXED, ...OBJECTS.map(([name]) => name)])(
    '%s has no serious issue in either theme, fits every width, and nothing complains',
    async (name) => {
      const found: Record<string, unknown> = {}
      for (const width of WIDTHS) {
        await screen.page.setViewportSize({ width, height: 844 })
        if (width === WIDTHS[0] || width === WIDTHS.at(-1)) await open(name)
        const scroll = await sidewaysScroll(screen.page)
        if (scroll !== 0) found[`scroll at ${width}`] = scroll
        for (const theme of READ_AT.includes(width) ? THEMES : []) {
          await switchTo(screen.page, theme)
          const issues = await seriousIssues(screen.page, RULES[theme])
          if (issues.length > 0) found[`${theme} at ${width}`] = issues
        }
      }
      const complaints = screen.complaints.splice(0)
      expect({ found, complaints }).toEqual({ found: {}, complaints: [] })
    },
    PATIENCE_MS,
  )
})

/** Waits until what streams in is there: no skeleton is left. */
async function settled(page: Page): Promise<void> {
  await page.locator('main h1, main h2, main table').first().waitFor()
  await page.waitForFunction(() => document.querySelector('main [data-skeleton]') === null)
}

/** Resolves when the colours have arrived. */
async function switchTo(page: Page, theme: (typeof THEMES)[number]): Promise<void> {
  await page.evaluate(async (light) => {
    document.documentElement.classList.toggle('light', light)
    await new Promise(requestAnimationFrame)
    const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
    await Promise.allSettled(fading.map(({ finished }) => finished))
  }, theme === 'light')
}

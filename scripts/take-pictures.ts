/**
 * Takes the pictures of the documents from the built product: the demo institution on a throwaway database, each screen
 * in Chromium at 1280 x 800. Usage: npm run docs:pictures [-- NAME ...]; a name is that of a file in docs/images.
 */
import { statSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { closeDatabase, runMigrations } from '@/lib/platform/db'
import { DEMO_PASSWORD } from '@/prisma/seed/demo-banks'
import { seedDemo } from '@/prisma/seed/seed-demo'
import { launchBrowser } from '../tests/support/browser'
import { findScreens, settled } from '../tests/support/product-screens'
import { DESKTOP, openAs } from '../tests/support/screens'
import { startServer } from '../tests/support/server'
import { withBenchDatabase } from './bench/with-database'

const FOLDER = path.join(__dirname, '..', 'docs', 'images')
const MAX_TOTAL_BYTES = 4_000_000

type Theme = 'dark' | 'light'
interface Picture {
  /** A screen of tests/support/product-screens.ts. */
  screen: string
  theme: Theme
  /** Keys to press once the screen is complete. */
  press?: string
  /** Selector of the element to scroll to. */
  scrollTo?: string
}

const PICTURES: Readonly<Record<string, Picture>> = {
  'dashboard-dark': { screen: '/dashboard', theme: 'dark' },
  'queue-dark': { screen: '/queue', theme: 'dark' },
  'queue-light': { screen: '/queue', theme: 'light' },
  'transaction-dark': { screen: 'a transaction', theme: 'dark' },
  'transaction-light': { screen: 'a transaction', theme: 'light' },
  'entity-dark': { screen: 'an account', theme: 'dark' },
  'investigate-light': { screen: '/investigate', theme: 'light' },
  'cases-dark': { screen: '/cases', theme: 'dark' },
  'case-light': { screen: 'a case', theme: 'light' },
  'watchlists-light': { screen: '/watchlists', theme: 'light' },
  'palette-dark': { screen: '/queue', theme: 'dark', press: 'Control+k' },
  'keys-dark': { screen: '/queue', theme: 'dark', press: '?' },
  'audit-light': { screen: '/audit', theme: 'light' },
  'time-limits-dark': { screen: '/cases/sla', theme: 'dark' },
  'models-dark': { screen: '/models', theme: 'dark' },
  'model-light': { screen: 'a model', theme: 'light' },
  'api-docs-light': { screen: '/docs', theme: 'light' },
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2)
  const unknown = wanted.filter((name) => !(name in PICTURES))
  if (unknown.length > 0) throw new Error(`Unknown: ${unknown.join(', ')}`)
  const names = wanted.length > 0 ? wanted : Object.keys(PICTURES)
  await withBenchDatabase(async () => {
    const ownerUrl = process.env.MIGRATION_DATABASE_URL ?? ''
    await runMigrations({ ownerUrl, sealKey: process.env.SENTINEL_TENANT_SEAL_KEY ?? '' })
    await seedDemo(ownerUrl)
    await closeDatabase()
    const [server, browser] = await Promise.all([startServer(), launchBrowser()])
    try {
      await takePictures(browser, server.url, names)
    } finally {
      await browser.close()
      await server.stop()
    }
  })
  const total = Object.keys(PICTURES).reduce((sum, name) => sum + statSync(fileOf(name)).size, 0)
  console.log(`${names.length} pictures taken; all of them have ${total} bytes`)
  if (total > MAX_TOTAL_BYTES) throw new Error(`The pictures exceed ${MAX_TOTAL_BYTES} bytes together`)
}

async function takePictures(browser: Browser, baseURL: string, names: readonly string[]): Promise<void> {
  const context = await browser.newContext({ baseURL, viewport: DESKTOP, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await openAs(page, '/dashboard', 'admin@sentinel.demo', DEMO_PASSWORD)
  const paths = await findScreens(page)
  for (const name of names) {
    const { screen, theme, press, scrollTo } = PICTURES[name] as Picture
    await context.addCookies([{ name: 'sentinel.theme', value: theme, url: baseURL }])
    await page.evaluate((value) => localStorage.setItem('sentinel.theme', value), theme)
    await page.goto(paths.get(screen) ?? '')
    await settled(page)
    if (press) await page.keyboard.press(press)
    if (scrollTo) await page.locator(scrollTo).first().scrollIntoViewIfNeeded()
    await page.waitForTimeout(500)
    await page.screenshot({ path: fileOf(name) })
    console.log(name)
  }
}

const fileOf = (name: string): string => path.join(FOLDER, `${name}.png`)

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})

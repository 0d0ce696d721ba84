/**
 * Takes the pictures of the documents from the built product: the demo institution on a throwaway database, each screen
 * in Chromium at 1280 x 800. Usage: npm run docs:pictures [-- NAME ...]; a name is that of a file in docs/images.
 */
import { statSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { closeDatabase, runMigrations } from '@/lib/platform/db'
import { DEMO_PASSWORD } from '@/prisma/seed/demo-banks'
import { seedDemo } from '@/prisma/seed/seed-demo'
import { launchBrowser } from '../tests/support/launch-browser.mjs'
import { findScreens, settled } from '../tests/support/product-screens'
import { DESKTOP, openAs } from '../tests/support/screens'
import { startServer } from '../tests/support/server'
import { withBenchDatabase } from './bench/with-database'

const FOLDER = path.join(__dirname, '..', 'docs', 'images')
const MAX_TOTAL_BYTES = 4_000_000

type Theme = 'dark' | 'light'
interface Picture {
  /** A screen of tests/support/product-screens.ts, or the model in production. */
  screen: string
  theme: Theme
  /** Keys to press once the screen is complete. */
  press?: string
  /** What to do on the screen before the picture is taken. */
  prepare?: (page: Page) => Promise<void>
}

const PRODUCTION_MODEL = 'the model in production'

const PICTURES: Readonly<Record<string, Picture>> = {
  'dashboard-dark': { screen: '/dashboard', theme: 'dark' },
  'queue-light': { screen: '/queue', theme: 'light' },
  'transaction-dark': { screen: 'a transaction', theme: 'dark' },
  'entity-dark': { screen: 'an account', theme: 'dark' },
  'investigate-light': { screen: '/investigate', theme: 'light' },
  'cases-dark': { screen: '/cases', theme: 'dark' },
  'case-light': { screen: 'a case', theme: 'light' },
  'watchlists-light': { screen: '/watchlists', theme: 'light' },
  'palette-dark': { screen: '/queue', theme: 'dark', press: 'Control+k' },
  'audit-light': { screen: '/audit', theme: 'light' },
  'time-limits-dark': { screen: '/cases/sla', theme: 'dark' },
  'models-dark': { screen: '/models', theme: 'dark' },
  'model-light': { screen: PRODUCTION_MODEL, theme: 'light' },
  'threshold-chart-dark': { screen: PRODUCTION_MODEL, theme: 'dark', prepare: showThresholds },
  'drift-dark': { screen: '/drift', theme: 'dark' },
  'tuner-light': { screen: '/tuner', theme: 'light' },
  'policy-dark': { screen: '/settings/policy', theme: 'dark', prepare: previewPolicy },
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
  const paths = new Map(await findScreens(page)).set(PRODUCTION_MODEL, await findProductionModel(page))
  for (const name of names) {
    const { screen, theme, press, prepare } = PICTURES[name] as Picture
    await context.addCookies([{ name: 'sentinel.theme', value: theme, url: baseURL }])
    await page.evaluate((value) => localStorage.setItem('sentinel.theme', value), theme)
    await page.mouse.move(0, 0)
    await page.goto(paths.get(screen) ?? '')
    await settled(page)
    if (press) await page.keyboard.press(press)
    await prepare?.(page)
    await page.waitForTimeout(500)
    await page.screenshot({ path: fileOf(name) })
    console.log(name)
  }
}

async function findProductionModel(page: Page): Promise<string> {
  await page.goto('/models')
  const link = page.getByRole('row', { name: 'In production' }).getByRole('link').first()
  return (await link.getAttribute('href')) ?? ''
}

/** Opens the interactive threshold chart and points at it. */
async function showThresholds(page: Page): Promise<void> {
  const views = page.getByRole('group', { name: 'Figures by threshold' })
  await views.getByRole('radio', { name: 'Caught and flagged' }).check()
  const chart = views.getByRole('application')
  await chart.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  await chart.hover()
  await views.getByText('Alerts per 1,000 payments').waitFor()
}

/** Previews a higher review threshold. */
async function previewPolicy(page: Page): Promise<void> {
  await page.getByLabel('Review threshold').fill('0.03')
  await page.getByRole('button', { name: 'Preview the impact' }).click()
  const impact = page.getByRole('table', { name: 'Impact on the last days' })
  await impact.waitFor()
  await impact.evaluate((element) => element.scrollIntoView({ block: 'start' }))
}

const fileOf = (name: string): string => path.join(FOLDER, `${name}.png`)

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})

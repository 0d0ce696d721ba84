import type { Page } from 'playwright-core'
import { entityHref } from '@/components/fraud/links'

/** Every screen of the product. `tests/architecture/screens.test.ts` compares the list with the existing pages. */
interface Screen {
  /** The path as the folders under `app` write it. */
  route: string
  /** Its URL does not exist. */
  missing?: true
  /** Readable without an account. */
  open?: true
}

interface Fixed extends Screen {
  path: string
}

/** The screen of one object: the first link of another screen that begins so and names an id. */
interface Linked extends Screen {
  name: string
  from: string
  link: string
}

const FIXED: readonly Fixed[] = [
  { path: '/dashboard', route: '/dashboard' },
  { path: '/dashboard?range=all&map=us', route: '/dashboard' },
  { path: '/queue', route: '/queue' },
  { path: '/queue?decision=decided', route: '/queue' },
  { path: '/investigate', route: '/investigate' },
  { path: '/investigate?risk_band=high', route: '/investigate' },
  { path: '/investigate?q=nothing-has-this', route: '/investigate' },
  { path: '/cases', route: '/cases' },
  { path: '/cases?status=closed', route: '/cases' },
  { path: '/cases/sla', route: '/cases/sla' },
  { path: '/watchlists', route: '/watchlists' },
  { path: '/watchlists?list=trusted', route: '/watchlists' },
  { path: '/upload', route: '/upload' },
  { path: '/audit', route: '/audit' },
  { path: '/models', route: '/models' },
  { path: '/tuner', route: '/tuner' },
  { path: '/models/compare', route: '/models/compare' },
  { path: '/drift', route: '/drift' },
  { path: '/drift?feature=amount&days=30', route: '/drift' },
  { path: '/models/challengers', route: '/models/challengers' },
  { path: '/settings', route: '/settings' },
  { path: '/settings/me', route: '/settings/me' },
  { path: '/settings/people', route: '/settings/people' },
  { path: '/settings/people?q=nobody-has-this', route: '/settings/people' },
  { path: '/settings/keys', route: '/settings/keys' },
  { path: '/settings/institution', route: '/settings/institution' },
  { path: '/settings/policy', route: '/settings/policy' },
  { path: '/settings/exploration', route: '/settings/exploration' },
  { path: '/settings/velocity', route: '/settings/velocity' },
  { path: '/settings/changes', route: '/settings/changes' },
  { path: '/settings/alerts', route: '/settings/alerts' },
  { path: '/settings/alerts?status=failed', route: '/settings/alerts' },
  { path: '/settings/stream', route: '/settings/stream' },
  { path: '/settings/jobs', route: '/settings/jobs' },
  { path: '/no-such-page', route: '/[...unknown]', missing: true },
  { path: '/login', route: '/login', open: true },
  { path: '/forgot-password', route: '/forgot-password', open: true },
  { path: '/reset-password', route: '/reset-password', open: true },
  { path: '/accept-invitation', route: '/accept-invitation', open: true },
  { path: '/docs', route: '/docs', open: true },
  { path: '/docs/problems', route: '/docs/problems', open: true },
  { path: '/docs/deprecations', route: '/docs/deprecations', open: true },
  { path: '/docs/problems/not-found', route: '/docs/problems/[code]', open: true },
  { path: '/docs/no-such-page', route: '/docs/[...unknown]', open: true, missing: true },
]

const LINKED: readonly Linked[] = [
  {
    name: 'a transaction',
    route: '/transactions/[id]',
    from: '/queue',
    link: '/transactions/',
  },
  { name: 'an account', route: '/entities/[id]', from: 'a transaction', link: '/entities/' },
  { name: 'a case', route: '/cases/[id]', from: '/cases', link: '/cases/' },
  {
    name: 'a closed case',
    route: '/cases/[id]',
    from: '/cases?status=closed',
    link: '/cases/',
  },
  { name: 'a model', route: '/models/[id]', from: '/models', link: '/models/' },
  {
    name: 'a change',
    route: '/settings/changes/[id]',
    from: '/settings/changes',
    link: '/settings/changes/',
  },
]

const DEVICE = 'a device'

export interface ProductScreen extends Screen {
  name: string
}

export const SCREENS: readonly ProductScreen[] = [
  ...FIXED.map(({ path, ...screen }) => ({ name: path, ...screen })),
  ...LINKED,
  { name: DEVICE, route: '/entities/[id]' },
]

const OF_WORK = /^\/(dashboard|queue|transactions|entities|investigate|cases|watchlists|upload|audit)\b/

/** The halves of the screens for test files that open each: they take equally long. */
export const WORK_SCREENS = SCREENS.filter(({ route }) => OF_WORK.test(route))
export const OTHER_SCREENS = SCREENS.filter(({ route }) => !OF_WORK.test(route))

/** The URL of each screen by its name, found by the links that the signed-in user sees. */
export async function findScreens(page: Page): Promise<ReadonlyMap<string, string>> {
  const paths = new Map(FIXED.map(({ path }) => [path, path]))
  for (const { name, from, link } of LINKED) {
    paths.set(name, await firstLink(page, paths.get(from) ?? from, link))
  }
  return paths.set(DEVICE, await firstDevice(page))
}

/** Reads the page as the server sends it, which takes a tenth of the time of opening it. */
async function firstLink(page: Page, path: string, begin: string): Promise<string> {
  const html = await (await page.request.get(path)).text()
  const [, href] = new RegExp(`href="(${begin}[^"/?]*[0-9][^"]*)"`).exec(html) ?? []
  if (href === undefined) throw new Error(`${path} has no link to ${begin}`)
  return href.replaceAll('&amp;', '&')
}

/** Not every transaction has one. */
async function firstDevice(page: Page): Promise<string> {
  const response = await page.request.get('/api/investigate?limit=50')
  const { items } = (await response.json()) as { items: { device_id: string | null }[] }
  const device = items.find(({ device_id }) => device_id !== null)?.device_id
  if (!device) throw new Error('none of the newest transactions names a device')
  return entityHref('device', device)
}

/** Waits until the page is complete: no skeleton is left. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main :is(h1, h2, table)').first().waitFor()
  await page.waitForFunction(() => document.querySelector('main [data-skeleton]') === null)
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { DEMO_PASSWORD } from '@/prisma/seed/demo-banks'
import { bringAxe, issuesByTheme } from './accessibility'
import { describeInBrowser, openBrowser } from './browser'
import { seedDemo } from './demo'
import { farDatabase } from './far-database'
import { fontsAtHand, narrowLine, readLayoutShifts, totalShift, watchLayoutShift } from './layout-shift'
import { ready } from './open-page'
import { closeLayers, layersOn } from './product-layers'
import { type ProductScreen, findScreens, settled } from './product-screens'
import { DESKTOP, enterAs, openScreen, PHONE, type Screen, sidewaysScroll } from './screens'
import { startServer, type TestServer } from './server'

/**
 * The forms in which each screen is opened:
 * - on a desktop and on a phone, because a page loads differently in each;
 * - at other widths for sideways scrolling alone, for which the window is resized;
 * - in both themes, of which the second changes colours alone, and moves nothing.
 */
const FORMS = [
  // 768 is the smallest width with a sidebar.
  { size: DESKTOP, shiftLimit: 0.001, widths: [DESKTOP.width, 1920, 820, 768] },
  { size: PHONE, shiftLimit: 0.01, widths: [PHONE.width] },
]
const READ_DELAY_MS = 40
/** What follows the first complete rendering: hydration, the live stream, and refreshed figures. */
const AFTERMATH_MS = 1_000
/** The API reference is large, and everything arrives late here. */
const PATIENCE_MS = 180_000
/** The demo is seeded first. */
const PREPARED_MS = 600_000
/** One screen is enough: all have the same fonts. */
const LATE_FONT_ON = '/docs/problems'
/** The browser itself reports that there is no such page. */
const NO_SUCH_PAGE = /status of 404 .*\/no-such-page$/

type Form = (typeof FORMS)[number]
interface Visit extends Screen {
  form: Form
  aftermath: Promise<void>
}

/** Where screens are opened: the demo's server behind a slow database, with a window per form. */
interface Place {
  /** The windows of an administrator, or of somebody who is not signed in. */
  windows(open: boolean): Screen[]
  newWindow(form: Form): Promise<Screen>
  visit(screen: Screen, form: Form, name: string): Promise<Visit>
}

/**
 * Opens each of the screens over a slow connection with every read delayed, and checks everything about that visit. Screens
 * are of several test files, which run beside each other.
 */
export function describeScreens(title: string, screens: readonly ProductScreen[]): void {
  describeInBrowser(title, () => {
    const place = preparePlace()
    for (const { name, open = false } of screens) describe(name, () => checkScreen(place, name, open))
    if (screens.some(({ name }) => name === LATE_FONT_ON)) checkLateFont(place)
  })
}

function preparePlace(): Place {
  let server: TestServer
  let browser: Browser
  let database: Awaited<ReturnType<typeof farDatabase>>
  let paths: ReadonlyMap<string, string>
  let members: Screen[]
  let strangers: Screen[]
  beforeAll(async () => {
    await seedDemo()
    database = await farDatabase(READ_DELAY_MS)
    const env = { DATABASE_URL: database.url }
    ;[server, browser] = await Promise.all([startServer({ env }), openBrowser()])
    members = await Promise.all(FORMS.map(newWindow))
    strangers = await Promise.all(FORMS.map(newWindow))
    for (const { page } of members) await enterAs(page, 'admin@sentinel.demo', DEMO_PASSWORD)
    paths = await findScreens((members[0] as Screen).page)
    for (const { page } of [...members, ...strangers]) {
      await narrowLine(page)
      await fontsAtHand(page)
      await watchLayoutShift(page)
      await bringAxe(page)
    }
  }, PREPARED_MS)
  afterAll(async () => {
    await Promise.all([...members, ...strangers].map((screen) => screen.close()))
    await server.stop()
    database.close()
  })

  async function newWindow({ size }: Form): Promise<Screen> {
    const screen = await openScreen(browser, server.url, size)
    screen.page.setDefaultTimeout(PATIENCE_MS)
    return screen
  }
  return {
    windows: (open) => (open ? strangers : members),
    newWindow,
    async visit(screen, form, name) {
      const { page } = screen
      await page.setViewportSize(form.size)
      await page.goto(paths.get(name) ?? '', { waitUntil: 'load' })
      await settled(page)
      return { ...screen, form, aftermath: sleep(AFTERMATH_MS) }
    },
  }
}

/** The tests of one screen. */
function checkScreen(place: Place, name: string, open: boolean): void {
  let visits: Visit[]
  beforeAll(async () => {
    const windows = place.windows(open)
    visits = await Promise.all(FORMS.map((form, i) => place.visit(windows[i] as Screen, form, name)))
  })

  /** What a check finds on the desktop and on the phone. */
  const onEach = <T>(check: (visit: Visit) => Promise<T>) => Promise.all(visits.map(check))

  test('has no serious accessibility issue in either theme', async () => {
    expect(await onEach(({ page }) => issuesByTheme(page))).toEqual([{}, {}])
  })

  test('moves nothing while it loads, nor afterwards, nor when the theme changes', async () => {
    expect(await onEach(shiftsOf)).toEqual([[], []])
  })

  test('fits every width', async () => {
    expect(await onEach(scrollByWidth)).toEqual([{}, {}])
  })

  for (const layer of layersOn(name)) {
    test(`${layer.name} has no serious accessibility issue in either theme, and fits`, async () => {
      const found = await onEach(async ({ page, form }) => {
        if (layer.only === 'phone' && form.size !== PHONE) return { issues: {}, scroll: 0 }
        await page.setViewportSize(form.size)
        await ready(page)
        await closeLayers(page)
        await layer.open(page)
        return { issues: await issuesByTheme(page), scroll: await sidewaysScroll(page) }
      })
      expect(found).toEqual(FORMS.map(() => ({ issues: {}, scroll: 0 })))
    })
  }

  test('logs no error', () => {
    const complaints = visits.flatMap((visit) => visit.complaints.splice(0))
    expect(complaints.filter((text) => !NO_SUCH_PAGE.test(text))).toEqual([])
  })
}

function checkLateFont({ newWindow, visit }: Place): void {
  test('a font that is late moves nothing', async () => {
    const form = FORMS[0] as Form
    const screen = await newWindow(form)
    await narrowLine(screen.page)
    await watchLayoutShift(screen.page)
    expect(await shiftsOf(await visit(screen, form, LATE_FONT_ON))).toEqual([])
    await screen.close()
  })
}

/** The layout shifts so far that together exceed the limit of the form. */
async function shiftsOf({ page, form, aftermath }: Visit) {
  await aftermath
  const shifts = await readLayoutShifts(page)
  return totalShift(shifts) > form.shiftLimit ? shifts : []
}

/** How far the page scrolls horizontally, by the widths at which it does. */
async function scrollByWidth({ page, form }: Visit): Promise<Record<number, number>> {
  const found: Record<number, number> = {}
  for (const width of form.widths) {
    await page.setViewportSize({ width, height: form.size.height })
    const scroll = await sidewaysScroll(page)
    if (scroll !== 0) found[width] = scroll
  }
  return found
}

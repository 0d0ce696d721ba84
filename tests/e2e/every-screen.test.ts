import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { DEMO_PASSWORD } from '@/prisma/seed/demo-banks'
import { issuesByTheme } from '../support/accessibility'
import { describeInBrowser, openBrowser } from '../support/browser'
import { seedDemo } from '../support/demo'
import { farDatabase } from '../support/far-database'
import {
  fontsAtHand,
  narrowLine,
  readLayoutShifts,
  totalShift,
  watchLayoutShift,
} from '../support/layout-shift'
import { closeLayers, layersOn } from '../support/product-layers'
import { findScreens, SCREENS, settled } from '../support/product-screens'
import { DESKTOP, openAs, openScreen, PHONE, type Screen, sidewaysScroll } from '../support/screens'
import { startServer, type TestServer } from '../support/server'

/**
 * Opens each screen of the demo over a slow connection with every read delayed, and checks everything about that visit:
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
/** Charts and the network follow a new width with a delay; what is still too wide then stays so. */
const SETTLED_MS = 60_000
/** The browser itself reports that there is no such page. */
const NO_SUCH_PAGE = /status of 404 .*\/no-such-page$/

jest.setTimeout(PATIENCE_MS + 60_000)

type Form = (typeof FORMS)[number]
interface Visit extends Screen {
  form: Form
  aftermath: Promise<void>
}

describeInBrowser('every screen', () => {
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
    members = await Promise.all(FORMS.map(openForm))
    strangers = await Promise.all(FORMS.map(openForm))
    for (const { page } of members) await openAs(page, '/models', 'admin@sentinel.demo', DEMO_PASSWORD)
    paths = await findScreens((members[0] as Screen).page)
    for (const { page } of [...members, ...strangers]) {
      await narrowLine(page)
      await fontsAtHand(page)
      await watchLayoutShift(page)
    }
  }, 600_000)
  afterAll(async () => {
    await Promise.all([...members, ...strangers].map((screen) => screen.close()))
    await server.stop()
    database.close()
  })

  async function openForm({ size }: Form): Promise<Screen> {
    const screen = await openScreen(browser, server.url, size)
    screen.page.setDefaultTimeout(PATIENCE_MS)
    return screen
  }

  async function visit(screen: Screen, form: Form, name: string): Promise<Visit> {
    const { page } = screen
    await page.setViewportSize(form.size)
    await page.goto(paths.get(name) ?? '', { waitUntil: 'load' })
    await settled(page)
    return { ...screen, form, aftermath: sleep(AFTERMATH_MS) }
  }

  // One screen is enough: all have the same fonts.
  test('a font that is late moves nothing', async () => {
    const form = FORMS[0] as Form
    const screen = await openForm(form)
    await narrowLine(screen.page)
    await watchLayoutShift(screen.page)
    expect(await shiftsOf(await visit(screen, form, '/docs/problems'))).toEqual([])
    await screen.close()
  })

  describe.each(SCREENS.map(({ name, open = false }) => [name, open] as const))('%s', (name, open) => {
    let visits: Visit[]
    beforeAll(async () => {
      const screens = open ? strangers : members
      visits = await Promise.all(FORMS.map((form, i) => visit(screens[i] as Screen, form, name)))
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
  })
})

/** The layout shifts so far that together exceed the limit of the form. */
async function shiftsOf({ page, form, aftermath }: Visit) {
  await aftermath
  const shifts = await readLayoutShifts(page)
  return totalShift(shifts) > form.shiftLimit ? shifts : []
}

/** How far the page scrolls horizontally, by the widths at which it does. */
async function scrollByWidth({ page, form }: Visit): Promise<Record<number, number>> {
  const found: Record<number, number> = {}
  const deadline = Date.now() + SETTLED_MS
  for (const width of form.widths) {
    await page.setViewportSize({ width, height: form.size.height })
    while ((await sidewaysScroll(page)) !== 0 && Date.now() < deadline) await sleep(50)
    const scroll = await sidewaysScroll(page)
    if (scroll !== 0) found[width] = scroll
  }
  return found
}

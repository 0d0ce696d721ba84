import type { Page } from 'playwright-core'

/** A layout shift without user input: its time and its elements. */
export interface LayoutShift {
  /** Share of the window that moved, times how far it moved (web-vitals). */
  value: number
  atMs: number
  moved: string[]
}

type Watched = Window & { layoutShifts?: LayoutShift[] }

/** Observes each document that the page opens from now on, from its first paint. */
export const watchLayoutShift = (page: Page): Promise<unknown> => page.addInitScript(watch)

/** The layout shifts of the current document so far. */
export async function readLayoutShifts(page: Page): Promise<LayoutShift[]> {
  const shifts = await page.evaluate(() => (window as Watched).layoutShifts)
  if (!shifts) throw new Error('the document has no layout-shift observer')
  return shifts
}

/** The sum of all shifts; web-vitals uses the worst five seconds, which is never more. */
export const totalShift = (shifts: readonly LayoutShift[]): number =>
  shifts.reduce((total, { value }) => total + value, 0)

/** A phone's connection without a cache: style, fonts, scripts and rows arrive in sequence. */
export async function narrowLine(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 100_000,
  })
}

/**
 * The fonts come at once, as they do to users, whose browsers have kept them since the sign-in: a late font is not used at
 * all, so a slow connection would show no screen in its own letters.
 */
export async function fontsAtHand(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const kept = new Map<string, Promise<string>>()
  const read = async (url: string) => (await (await page.request.get(url)).body()).toString('base64')
  session.on('Fetch.requestPaused', ({ requestId, request: { url } }) => {
    if (!kept.has(url)) kept.set(url, read(url))
    const fulfill = async (body: string) =>
      session.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: 200,
        responseHeaders: [{ name: 'content-type', value: 'font/woff2' }],
        body,
      })
    // A page that was left meanwhile has no request any more.
    kept
      .get(url)
      ?.then(fulfill)
      .catch(() => session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }).catch(() => {}))
  })
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*.woff2' }] })
}

type LayoutShiftEntry = PerformanceEntry & {
  value: number
  hadRecentInput: boolean
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
}

/** Runs in the browser, so it is self-contained: no helper, and no named function, which a compiler may wrap in one. */
function watch(): void {
  const shifts: LayoutShift[] = []
  new PerformanceObserver((list) => {
    for (const { value, startTime, hadRecentInput, sources } of list.getEntries() as LayoutShiftEntry[]) {
      if (hadRecentInput) continue
      const moved = sources.map(({ node, previousRect, currentRect }) => {
        const element = node instanceof Element ? node : node?.parentElement
        const [from, to] = [previousRect, currentRect].map(({ x, y, width, height }) =>
          [x, y, width, height].map(Math.round).join(' '),
        )
        const text = node?.textContent?.trim().slice(0, 40)
        return `<${element?.localName} class="${element?.getAttribute('class')}"> "${text}": ${from} -> ${to}`
      })
      shifts.push({ value, atMs: Math.round(startTime), moved })
    }
  }).observe({ type: 'layout-shift', buffered: true })
  ;(window as Watched).layoutShifts = shifts
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { describeInBrowser } from '../support/browser'
import { growingRows, prepareJourney, SIZES } from '../support/journey'
import { openPage } from '../support/open-page'
import { pressInRow } from '../support/screens'

/** The shell refreshes fifteen seconds after scoring. A page that asks more often is never at rest for so long. */
const AT_REST_MS = 16_000
const COMES_TO_REST_MS = 180_000

describeInBrowser('the live stream', () => {
  const journey = prepareJourney()
  /** The URLs that the page requests from now on. */
  const following = (page: Page) => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    return asked
  }
  /** Nothing once no request comes for a while; otherwise the newest ones. */
  const lastAskedUntilRest = async (asked: string[]) => {
    for (const deadline = Date.now() + COMES_TO_REST_MS; ;) {
      const before = asked.length
      await sleep(AT_REST_MS)
      const since = asked.slice(before)
      if (since.length === 0 || Date.now() > deadline) return since
    }
  }
  const streams = (asked: string[]) => asked.filter((path) => path === '/api/live')

  test('is one per tab, across pages, and the only request of an idle dashboard', async () => {
    await journey.score(...growingRows(3))
    const tabs = []
    for (const [, viewport] of SIZES) {
      const { page } = await journey.open('senior_analyst', '/queue', viewport)
      await page.locator('[data-row-link]').first().waitFor()
      // The queue's own stream ends with its page: only then does the count begin.
      await openPage(page, 'about:blank')
      tabs.push({ page, asked: following(page) })
      await openPage(page, '/dashboard')
      await page.getByRole('heading', { name: 'Do next' }).waitFor()
    }
    await sleep(AT_REST_MS)
    expect(await Promise.all(tabs.map(({ asked }) => lastAskedUntilRest(asked)))).toEqual([[], []])
    for (const { asked } of tabs) expect(streams(asked)).toHaveLength(1)

    for (const { page } of tabs) {
      await pressInRow(page, ['g', 'q'], '**/queue')
      await page.locator('[data-row-link]').first().waitFor()
    }
    await journey.score(...growingRows(1, 7))
    for (const { page, asked } of tabs) {
      await page.getByRole('button', { name: '1 new row: show' }).waitFor()
      expect(streams(asked)).toHaveLength(1)
    }
  })

  test('updates the dashboard without a reload', async () => {
    const { page } = await journey.open('analyst', '/dashboard')
    await page.getByText('Nothing to do: no open alerts and no cases due.').waitFor()
    await journey.score({ nameOrig: 'C-fresh' })
    await page
      .getByRole('link', { name: /C-fresh.*Expected loss/ })
      .first()
      .waitFor()
    await page.getByRole('navigation', { name: 'Main' }).getByText('open alerts').waitFor()
  })
})

import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { describeInBrowser } from '../support/browser'
import { growingRows, prepareJourney, SIZES } from '../support/journey'

/** The shell refreshes within fifteen seconds after scoring; then a page is idle. */
const ECHO_MS = 17_000
const AT_REST_MS = 15_000

describeInBrowser('the live stream', () => {
  const journey = prepareJourney()
  /** The URLs that the page requests from now on. */
  const following = (page: Page) => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    return asked
  }
  const streams = (asked: string[]) => asked.filter((path) => path === '/api/live')

  test('is one per tab, across pages, and the only request of an idle dashboard', async () => {
    await journey.score(...growingRows(3))
    const tabs = []
    for (const [, viewport] of SIZES) {
      const { page } = await journey.open('senior_analyst', '/queue', viewport)
      await page.locator('[data-row-link]').first().waitFor()
      // The queue's own stream ends with its page: only then does the count begin.
      await page.goto('about:blank')
      tabs.push({ page, asked: following(page), loaded: 0 })
      await page.goto('/dashboard')
      await page.getByRole('heading', { name: 'Do next' }).waitFor()
    }
    await sleep(ECHO_MS)
    for (const tab of tabs) tab.loaded = tab.asked.length
    await sleep(AT_REST_MS)
    for (const { asked, loaded } of tabs) {
      expect(asked.slice(loaded)).toEqual([])
      expect(streams(asked)).toHaveLength(1)
    }

    for (const { page } of tabs) {
      for (const key of ['g', 'q']) await page.keyboard.press(key)
      await page.waitForURL('**/queue')
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

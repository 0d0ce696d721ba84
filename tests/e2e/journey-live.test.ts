import { setTimeout as sleep } from 'node:timers/promises'
import { describeInBrowser } from '../support/browser'
import { growingRows, prepareJourney, SIZES } from '../support/journey'

const AT_REST_MS = 15_000

describeInBrowser('the live stream', () => {
  const journey = prepareJourney()

  test.each(SIZES)(
    'is one per tab, across pages, and all that a dashboard at rest asks for, %s',
    async (_, viewport) => {
      await journey.score(...growingRows(3))
      const { page } = await journey.open('senior_analyst', '/queue', viewport)
      await page.locator('[data-row-link]').first().waitFor()
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      await page.goto('/dashboard')
      await page.getByRole('heading', { name: 'Do next' }).waitFor()
      await page.waitForFunction(() => document.querySelector('main [data-skeleton]') === null)
      await sleep(2_000)
      const streams = () => asked.filter((url) => new URL(url).pathname === '/api/live')
      expect(streams()).toHaveLength(1)
      const loaded = asked.length
      await sleep(AT_REST_MS)
      expect(asked.slice(loaded)).toEqual([])

      await page.keyboard.press('g')
      await page.keyboard.press('q')
      await page.waitForURL('**/queue')
      await page.locator('[data-row-link]').first().waitFor()
      await journey.score(...growingRows(1, 7))
      await page.getByRole('button', { name: '1 new row: show' }).waitFor()
      expect(streams()).toHaveLength(1)
    },
    90_000,
  )

  test('a dashboard shows what happened without being reloaded', async () => {
    const { page } = await journey.open('analyst', '/dashboard')
    await page.getByText('Nothing waits: no open alert, no case is due.').waitFor()
    await journey.score({ nameOrig: 'C-fresh' })
    await page
      .getByRole('link', { name: /C-fresh.*Expected loss/ })
      .first()
      .waitFor()
    await page.getByRole('navigation', { name: 'Main' }).getByText('open alerts').waitFor()
  }, 60_000)
})

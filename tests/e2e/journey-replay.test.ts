import { issuesByTheme } from '../support/accessibility'
import { describeInBrowser } from '../support/browser'
import { prepareJourney } from '../support/journey'
import { allowReplays } from '../support/replays'

const PATIENCE_MS = 90_000

/** A senior analyst starts and stops a replay; a colleague sees it live. */
describeInBrowser('replays', () => {
  const journey = prepareJourney()

  test(
    'from the start to counters that move, here and for a colleague, to the stop and the replayed transactions',
    async () => {
      await allowReplays(journey.minted())
      const { page } = await journey.open('senior_analyst', '/dashboard')
      const { page: colleague } = await journey.open('analyst', '/dashboard')
      await page.getByRole('form', { name: 'Start a replay' }).waitFor()
      expect(await colleague.getByRole('button', { name: 'Start a replay' }).count()).toBe(0)

      await page.getByLabel('Payments per second').fill('501')
      await page.getByRole('button', { name: 'Start a replay' }).click()
      await page.getByText('A whole number from 1 to 500.').waitFor()
      await page.getByLabel('Payments per second').fill('10')
      await page.getByLabel('Seconds').fill('600')
      await page.getByRole('button', { name: 'Start a replay' }).click()

      await page
        .getByText(/^Running: .* of 600 s at 10\/s, 15\s% fraud, started by senior_analyst$/)
        .waitFor()
      const replayed = page.locator('dl div', { hasText: 'Replayed' }).locator('dd')
      await page.waitForFunction(
        () =>
          [...document.querySelectorAll('dl div')].some((row) =>
            /^Replayed[1-9]/.test(row.textContent ?? ''),
          ),
        null,
        { timeout: PATIENCE_MS },
      )
      expect(await issuesByTheme(page)).toEqual({})
      // The card of a page that was open before appears with its next refresh, the counters in it move by themselves.
      await colleague.getByText(/^Running: /).waitFor({ timeout: PATIENCE_MS })

      await page.getByRole('button', { name: 'Stop the replay' }).click()
      await page.getByText(/^Stopped: /).waitFor()
      await colleague.getByText(/^Stopped: /).waitFor({ timeout: PATIENCE_MS })
      expect(Number(await replayed.textContent())).toBeGreaterThan(0)

      await page.getByRole('link', { name: 'replayed transactions' }).click()
      await page.getByRole('link', { name: 'Replays: Only replayed' }).waitFor()
      await page.getByRole('row').getByText('Replayed', { exact: true }).first().waitFor()
    },
    3 * PATIENCE_MS,
  )
})

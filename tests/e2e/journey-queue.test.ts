import type { Page } from 'playwright-core'
import { describeInBrowser } from '../support/browser'
import { growingRows, prepareJourney, SIZES } from '../support/journey'
import { told } from '../support/messages'
import { expectOnlyRejections, expectSoon, press } from '../support/screens'

describeInBrowser('the queue by keyboard', () => {
  const journey = prepareJourney()
  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row)
  const selection = (page: Page) => page.getByRole('region', { name: 'Selection' })

  test.each(SIZES)(
    'moves, selects, decides several with one rationale and undoes it, %s',
    async (_, viewport) => {
      await journey.score(...growingRows(5))
      const { page } = await journey.open('senior_analyst', '/queue', viewport)
      await page.locator('[data-row]').first().waitFor()
      const ids = await page
        .locator('[data-row]')
        .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.row ?? ''))
      await press(page, 'j', '[data-row-link]:focus')
      await page.keyboard.press('j')
      await page.keyboard.press('k')
      await expectSoon(() => focused(page), ids[0])
      for (const key of ['x', 'j', 'x']) await page.keyboard.press(key)
      await selection(page).getByText('2 selected').waitFor()
      await selection(page).getByLabel('Rationale (optional)').fill('One mule, two payments')
      await selection(page).getByRole('button', { name: 'Confirm fraud' }).click()
      await told(page, 'Confirmed fraud: 2 transactions')
      await selection(page).waitFor({ state: 'detached' })
      expect(await historyOf(page, ids[0])).toEqual(['confirmed_fraud: One mule, two payments'])
      expect(await historyOf(page, ids[1])).toEqual(['confirmed_fraud: One mule, two payments'])
      // The rows stay in place and show their decision.
      await page.locator(`[data-row="${ids[0]}"]`).getByText('Confirmed fraud').waitFor()
      await page.locator(`[data-row="${ids[1]}"]`).getByText('Confirmed fraud').waitFor()

      await page.keyboard.press('u')
      await told(page, '2 decisions undone')
      await page.locator(`[data-row="${ids[0]}"]`).getByText('Confirmed fraud').waitFor({ state: 'detached' })
      expect((await historyOf(page, ids[0])).at(-1)).toBe('retracted: null')
    },
  )

  test.each(SIZES)(
    'decides the focused row by a digit key and moves to the next, %s',
    async (_, viewport) => {
      await journey.score(...growingRows(3))
      const { page } = await journey.open('analyst', '/queue', viewport)
      await press(page, 'j', '[data-row-link]:focus')
      const first = await focused(page)
      await page.keyboard.press('2')
      await told(page, 'False positive: 1 transaction')
      await page.locator(`[data-row="${first}"]`).getByText('False positive').waitFor()
      await expectSoon(async () => (await focused(page)) !== first, true)
      await page.keyboard.press('u')
      await told(page, 'Decision undone')
    },
  )

  test.each(SIZES)(
    'an analyst cannot decide several: it is neither offered nor accepted, %s',
    async (_, viewport) => {
      const scored = await journey.score(...growingRows(2))
      const screen = await journey.open('analyst', '/queue', viewport)
      const { page } = screen
      await press(page, 'j', '[data-row-link]:focus')
      for (const key of ['x', 'j', 'x']) await page.keyboard.press(key)
      await selection(page)
        .getByText(/Only senior analysts and administrators can decide several transactions at once/)
        .waitFor()
      expect(await selection(page).getByRole('button', { name: 'Confirm fraud' }).count()).toBe(0)
      const result = await page.evaluate(
        async (transaction_ids) => {
          const response = await fetch('/api/investigate/bulk', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ transaction_ids, decision: 'confirmed_fraud', notes: 'no' }),
          })
          return (await response.json()) as { type: string; status: number }
        },
        scored.map(({ transaction_id }) => transaction_id),
      )
      expect(result).toMatchObject({ type: '/docs/problems/missing-permission', status: 403 })
      expectOnlyRejections(screen, 403)
    },
  )

  /** Every decision about the transaction, oldest first, as the API returns it to the user of the page. */
  const historyOf = (page: Page, id: string | undefined) =>
    page.evaluate(async (path) => {
      const { decisions } = (await (await fetch(path)).json()) as {
        decisions: { decision: string; notes: string | null }[]
      }
      return decisions.map(({ decision, notes }) => `${decision}: ${notes}`)
    }, `/api/transactions/${id}`)
})

import type { Page } from 'playwright-core'
import { describeInBrowser } from '../support/browser'
import { growingRows, prepareJourney, SIZES } from '../support/journey'
import { told } from '../support/messages'
import { expectOnlyRejections, expectSoon } from '../support/screens'

describeInBrowser('working through alerts', () => {
  const journey = prepareJourney()
  const rowHrefs = (page: Page) =>
    page.locator('[data-row-link]').evaluateAll((all) => all.map((link) => link.getAttribute('href')))

  test.each(SIZES)(
    'leads from the dashboard to a decision, back and to the next alert, %s',
    async (_, viewport) => {
      await journey.score(...growingRows(4))
      const { page } = await journey.open('analyst', '/dashboard', viewport)
      await page
        .getByRole('link', { name: /Expected loss/ })
        .first()
        .click()
      await page.waitForURL('**/transactions/**')
      const first = new URL(page.url()).pathname

      await page.getByLabel('Notes (optional)').fill('Drained in one step')
      await page.getByRole('button', { name: 'Confirm fraud' }).click()
      await page.getByText('Drained in one step').first().waitFor()
      await page.getByRole('button', { name: /^Undo/ }).click()
      await page.getByText('Undone: Confirmed fraud').waitFor()
      await page.getByLabel('Notes (optional)').fill('The customer called')
      await page.getByRole('button', { name: 'False positive' }).click()
      await told(page, 'Decision recorded: False positive')
      await page.getByText('The customer called').first().waitFor()

      await page.getByRole('button', { name: /Next alert/ }).click()
      await page.waitForURL((url) => url.pathname !== first && url.pathname.startsWith('/transactions/'))
      await page.getByText(/Kept for you until/).waitFor()
    },
  )

  test.each(SIZES)(
    'two analysts get two alerts, and each sees the claim of the other, %s',
    async (_, viewport) => {
      await journey.score(...growingRows(3))
      const one = await journey.open('analyst', '/queue', viewport)
      await one.page.getByRole('button', { name: /Next alert/ }).click()
      await one.page.getByText(/Kept for you until/).waitFor()

      const other = await journey.open('senior_analyst', new URL(one.page.url()).pathname, viewport)
      await other.page.getByText('analyst is looking at this until').waitFor()
      await other.page.getByRole('button', { name: /Next alert/ }).click()
      await other.page.getByText(/Kept for you until/).waitFor()
      expect(new URL(other.page.url()).pathname).not.toBe(new URL(one.page.url()).pathname)

      await one.page.getByRole('button', { name: 'Release' }).click()
      await one.page.getByRole('button', { name: 'Claim', exact: true }).waitFor()
    },
  )

  test.each(SIZES)(
    'a senior analyst learns who claimed an alert, decides it anyway, and the claimant is told, %s',
    async (_, viewport) => {
      await journey.score(...growingRows(2))
      const one = await journey.open('analyst', '/queue', viewport)
      await one.page.getByRole('button', { name: /Next alert/ }).click()
      await one.page.getByText(/Kept for you until/).waitFor()

      const other = await journey.open('senior_analyst', new URL(one.page.url()).pathname, viewport)
      await other.page.getByRole('button', { name: 'Confirm fraud' }).click()
      const question = other.page.getByRole('alertdialog')
      await question.getByText('analyst works on this alert').waitFor()
      await question.getByRole('button', { name: 'Cancel' }).click()
      await other.page.getByText(/analyst works on this until/).waitFor()
      await other.page.getByRole('button', { name: 'Confirm fraud' }).click()
      await question.getByRole('button', { name: 'Decide anyway and end the claim of analyst' }).click()
      await told(other.page, 'Decision recorded: Confirmed fraud')
      await told(one.page, 'senior_analyst changed the decision on an alert that you had claimed')
      expectOnlyRejections(other, 409)
    },
  )

  test.each(SIZES)(
    'the queue announces new alerts and moves no row until the user asks, %s',
    async (_, viewport) => {
      await journey.score(...growingRows(3))
      const { page } = await journey.open('analyst', '/queue', viewport)
      await page.locator('[data-row-link]').first().waitFor()
      const before = await rowHrefs(page)
      expect(before).toHaveLength(3)
      const [greatest] = await journey.score({ ...growingRows(1, 9)[0], amount: 9_000_000 })

      const show = page.getByRole('button', { name: '1 new row: show' })
      await show.waitFor()
      expect(await rowHrefs(page)).toEqual(before)
      await show.click()
      await page.locator(`[data-row="${greatest?.transaction_id}"]`).waitFor()
      await expectSoon(() => rowHrefs(page), [`/transactions/${greatest?.transaction_id}`, ...before])
    },
  )
})

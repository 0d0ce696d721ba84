import { describeInBrowser } from '../support/browser'
import { growingRows, prepareJourney, SIZES } from '../support/journey'
import { told } from '../support/messages'
import { reopenPage } from '../support/open-page'

/** Rules are compared every few seconds. */
const SENT_MS = 120_000

describeInBrowser('alert rules', () => {
  const journey = prepareJourney()

  test.each(SIZES)(
    'are set up from a channel to the message about a transaction, %s',
    async (_, viewport) => {
      const { page } = await journey.open('admin', '/settings/alerts', viewport)
      await page.getByText('No rule yet. Add a channel first.').waitFor()
      await page.getByText('Nothing was sent yet').waitFor()

      await page.getByRole('button', { name: 'Add channel' }).click()
      const channel = page.getByRole('dialog')
      await channel.getByLabel('Kind').selectOption('webhook')
      await channel.getByLabel('Name').fill('Case system')
      await channel.getByLabel('URL').fill('https://no-such-host.invalid/hook')
      await channel.getByRole('button', { name: 'Add channel' }).click()
      expect(await channel.getByLabel('Secret', { exact: true }).textContent()).toMatch(/^whsec_/)
      await channel.getByRole('button', { name: 'I have stored it' }).click()
      await page.getByRole('button', { name: 'Test: Case system' }).click()
      const result = page.getByRole('dialog', { name: 'Test of Case system' })
      await result.getByRole('status').waitFor()
      expect(await result.getByRole('status').textContent()).not.toBe('The message was delivered.')
      await result.getByRole('button', { name: 'Close' }).first().click()
      await page.getByRole('region', { name: 'Messages' }).getByText('Failed').waitFor()

      await page.getByRole('button', { name: 'Add channel' }).click()
      await channel.getByLabel('Name').fill('Administrators')
      await channel.getByRole('button', { name: 'Add channel' }).click()
      await told(page, 'Administrators is saved.')

      await page.getByRole('button', { name: 'Add rule' }).click()
      const rule = page.getByRole('dialog')
      await rule.getByRole('button', { name: 'Add rule' }).click()
      await rule.getByText('Enter a name.').waitFor()
      await rule.getByLabel('Name').fill('Reviews')
      await rule.getByLabel('Blocked', { exact: true }).uncheck()
      await rule.getByLabel('Review', { exact: true }).check()
      await rule.getByLabel('Case system').uncheck()
      await rule.getByLabel('Administrators').check()
      await rule.getByRole('button', { name: 'Add rule' }).click()
      await told(page, 'Reviews is saved.')
      await page.getByRole('region', { name: 'Rules' }).getByText('At once').waitFor()

      const [scored] = await journey.score(...growingRows(1))
      const link = page.locator(`a[href="/transactions/${scored?.transaction_id}"]`)
      for (const deadline = Date.now() + SENT_MS; (await link.count()) === 0 && Date.now() < deadline;) {
        await page.waitForTimeout(500)
        await reopenPage(page)
      }
      expect(await link.first().textContent()).toMatch(/^Payment to review: /)

      await page.getByRole('button', { name: 'Switch off: Reviews' }).click()
      await told(page, 'Reviews is off.')
    },
  )
})

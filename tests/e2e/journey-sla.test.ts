import { describeInBrowser } from '../support/browser'
import { prepareJourney, SIZES } from '../support/journey'
import { told } from '../support/messages'
import { reopenPage } from '../support/open-page'
import { expectSoon } from '../support/screens'

describeInBrowser('the time that a case may take', () => {
  const journey = prepareJourney()

  test.each(SIZES)(
    'is set per priority by an administrator and applies to cases opened afterwards, %s',
    async (_, viewport) => {
      const { page } = await journey.open('admin', '/cases', viewport)
      await page.getByRole('link', { name: 'SLA' }).click()
      await page.waitForURL('**/cases/sla')
      const critical = page.getByLabel('Critical (hours)')
      const save = page.getByRole('button', { name: 'Save policy' })
      expect(await critical.inputValue()).toBe('4')
      expect(await save.isDisabled()).toBe(true)
      await critical.fill('soon')
      await page.getByText('Enter a number of hours, such as 4 or 1.5.').waitFor()
      await expectSoon(() => save.isDisabled(), true)
      await critical.fill('1.5')
      await page.getByText(/^1 h 30 min\. The product’s default\./).waitFor()
      await save.click()
      await told(page, 'SLA policy saved')
      await page.getByText(/^1 h 30 min\. Set by admin on/).waitFor()
      await reopenPage(page)
      expect(await critical.inputValue()).toBe('1.5')
      expect(await page.getByLabel('High (hours)').inputValue()).toBe('24')

      await page.getByRole('link', { name: 'Cases' }).locator('visible=true').first().click()
      await page.waitForURL('**/cases')
      await page.getByRole('button', { name: 'New case' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Title').fill('In a hurry')
      await dialog.getByLabel('Priority').selectOption('critical')
      await dialog.getByText('To be closed within 1 h 30 min.').waitFor()
      await dialog.getByRole('button', { name: 'Open case' }).click()
      await page.getByRole('heading', { name: 'In a hurry' }).waitFor()
      await page
        .getByText(/^1 h (2\d|30) min left$/)
        .first()
        .waitFor()
    },
  )

  test.each(SIZES)('is shown to other users, with the role that can change it, %s', async (_, viewport) => {
    for (const role of ['analyst', 'senior_analyst'] as const) {
      const { page } = await journey.open(role, '/cases/sla', viewport)
      await page.getByText('Only administrators can change the SLA policy.').waitFor()
      expect(await page.getByLabel('Critical (hours)').inputValue()).toBe('4')
      expect(await page.getByLabel('Critical (hours)').isDisabled()).toBe(true)
      expect(await page.getByRole('button', { name: 'Save policy' }).count()).toBe(0)
    }
  })
})

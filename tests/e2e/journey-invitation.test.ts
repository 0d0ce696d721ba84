import { newId } from '@/lib/platform/ids'
import { describeInBrowser } from '../support/browser'
import { prepareJourney, SIZES } from '../support/journey'
import { openPage } from '../support/open-page'

const PASSWORD = 'a phrase nobody guesses'

describeInBrowser('a new user', () => {
  const journey = prepareJourney()

  test.each(SIZES)(
    'is invited, accepts with a password, signs in, and is then listed and disabled, %s',
    async (_, viewport) => {
      const email = `${newId()}@bank.example`
      const admin = await journey.open('admin', '/settings', viewport)
      await admin.page.getByRole('link', { name: 'People' }).click()
      await admin.page.getByRole('button', { name: 'Invite' }).click()
      const dialog = admin.page.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Make the link' }).click()
      await dialog.getByText('must be one plain e-mail address').waitFor()
      await dialog.getByLabel('E-mail').fill(email)
      await dialog.getByLabel('Name').fill('Ada Lovelace')
      await dialog.getByLabel('Role').selectOption('senior_analyst')
      await dialog.getByRole('button', { name: 'Make the link' }).click()
      const link = await dialog.getByLabel('Link', { exact: true }).innerText()
      // Neither Escape nor a click beside the dialog loses the link.
      await admin.page.keyboard.press('Escape')
      await dialog.getByRole('button', { name: 'I have stored it' }).click()
      await admin.page.getByText('Link passed on').waitFor()

      const invited = await journey.visit(new URL(link).pathname + new URL(link).hash, viewport)
      await invited.page.getByText('invites you to Sentinel as senior analyst').waitFor()
      expect(await invited.page.getByLabel('E-mail').inputValue()).toBe(email)
      const accept = invited.page.getByRole('button', { name: 'Accept and sign in' })
      await invited.page.getByLabel('New password').fill('short')
      await accept.click()
      await invited.page.getByText('must have at least 12 characters').waitFor()
      invited.complaints.splice(0)
      await invited.page.getByLabel('New password').fill(PASSWORD)
      await accept.click()
      await invited.page.waitForURL('**/dashboard')

      const again = await journey.visit(new URL(link).pathname + new URL(link).hash, viewport)
      await again.page.getByText('The link is used, expired or replaced.').waitFor()
      again.complaints.splice(0)

      await openPage(admin.page, `/settings/people?q=${email}`)
      await admin.page.getByRole('button', { name: 'Disable: Ada Lovelace' }).click()
      await admin.page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
      await admin.page.getByRole('table').getByText('Disabled', { exact: true }).waitFor()
      await openPage(invited.page, '/queue')
      await invited.page.waitForURL('**/login?**')
      admin.complaints.splice(0)
    },
  )
})

import { describeInBrowser } from '../support/browser'
import { growingRows, prepareJourney, SIZES } from '../support/journey'
import { told } from '../support/messages'
import { openPage } from '../support/open-page'
import { withClient } from '../support/postgres'

describeInBrowser('the policy', () => {
  const journey = prepareJourney()
  const outcomeOf = async (step: number) => {
    const [scored] = await journey.score({ ...growingRows(1)[0], step })
    return [scored?.outcome, scored?.policy_version]
  }

  test.each(SIZES)(
    'changes for the next score when a second administrator approves what was shown, and goes back, %s',
    async (_, viewport) => {
      const { tenant, as } = journey.minted()
      // The second administrator.
      await withClient('superuser', async (client) => {
        await client.query(`update users set role = 'admin' where tenant_id = $1 and id = $2`, [
          tenant.id,
          as.senior_analyst.actor.id,
        ])
        await client.query('update tenants set four_eyes = true where id = $1', [tenant.id])
      })
      expect(await outcomeOf(701)).toEqual(['review', 2])

      const { page } = await journey.open('admin', '/settings/policy', viewport)
      const preview = page.getByRole('button', { name: 'Preview the impact' })
      await page.getByLabel('Review threshold').fill('two')
      await preview.click()
      await page.getByText('Enter a score above 0 and up to 1, such as 0.02.').waitFor()
      await page.getByLabel('Review threshold').fill('0.95')
      await preview.click()
      await page.getByRole('region', { name: 'Impact on the last days' }).waitFor()
      await page.getByRole('button', { name: 'Request approval' }).click()
      await page.getByText('Say why the policy changes.').waitFor()
      await page.getByLabel('Reason').fill('Too many alerts')
      await page.getByRole('button', { name: 'Request approval' }).click()
      await page.waitForURL('**/settings/changes/*')
      await page.getByText('Waits for approval').first().waitFor()
      expect(await page.getByRole('button', { name: 'Approve as shown' }).count()).toBe(0)
      expect(await outcomeOf(702)).toEqual(['review', 2])

      const path = new URL(page.url()).pathname
      const { page: second } = await journey.open('senior_analyst', path, viewport)
      await second.getByText('Too many alerts').waitFor()
      await second.getByRole('button', { name: 'Approve as shown' }).click()
      await told(second, 'The change is in force.')
      await second.getByText('as policy version 3').waitFor()
      expect(await outcomeOf(703)).toEqual(['approve', 3])

      await openPage(second, '/settings/policy')
      await second.getByRole('button', { name: 'Go back to version 2' }).click()
      await second.getByRole('dialog').getByRole('button', { name: 'Go back', exact: true }).click()
      await second.waitForURL('**/settings/changes/*')
      await second.getByText('Waits for approval').first().waitFor()
      expect(await outcomeOf(704)).toEqual(['approve', 3])
    },
  )
})

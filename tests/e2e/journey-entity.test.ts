import { describeInBrowser } from '../support/browser'
import { prepareJourney, SIZES } from '../support/journey'
import { told } from '../support/messages'
import { expectSoon } from '../support/screens'

/** One account that pays three others, one of which pays a fourth. */
const PAYMENTS = [
  { nameOrig: 'C-hub', nameDest: 'C-one', step: 700 },
  { nameOrig: 'C-hub', nameDest: 'C-two', step: 701 },
  { nameOrig: 'C-hub', nameDest: 'C-three', step: 702 },
  { nameOrig: 'C-one', nameDest: 'C-beyond', step: 703 },
]

describeInBrowser('an entity', () => {
  const journey = prepareJourney()

  test.each(SIZES)('shows its network as a graph or a table, and expands it, %s', async (_, viewport) => {
    await journey.score(...PAYMENTS)
    const { page } = await journey.open('analyst', '/entities/C-hub', viewport)
    const network = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Network' }) })
    await network.getByText('4 entities, 3 links between them').waitFor()
    await network
      .getByRole('img', { name: /^Network of 4 entities/ })
      .or(network.getByText('This browser does not support WebGL'))
      .first()
      .waitFor()
    await network.getByRole('tab', { name: 'Table' }).click()
    const ties = network.getByRole('table', { name: 'Links of the network' })
    await expectSoon(() => ties.locator('tbody tr').count(), 3)
    await ties.getByRole('button', { name: 'Expand account C-one' }).click()
    await network.getByText('1 entities were added around C-one.').waitFor()
    await ties.getByRole('link', { name: 'C-beyond' }).click()
    await page.waitForURL('**/entities/C-beyond')
    await page.getByRole('heading', { name: 'C-beyond' }).waitFor()
  })

  test.each(SIZES)(
    'is blocked by a senior analyst, which affects the next score, %s',
    async (_, viewport) => {
      await journey.score(...PAYMENTS)
      const { page } = await journey.open('senior_analyst', '/entities/C-hub', viewport)
      await page.getByRole('button', { name: 'Block', exact: true }).click()
      const dialog = page.getByRole('dialog')
      expect(await dialog.getByRole('button', { name: 'Block account' }).isDisabled()).toBe(true)
      await dialog.getByLabel('Reason').fill('Mule')
      await dialog.getByLabel('For how long').selectOption({ index: 1 })
      await dialog.getByRole('button', { name: 'Block account' }).click()
      await page.getByRole('button', { name: 'Unblock' }).waitFor()
      await page.getByText('by senior_analyst').waitFor()
      const [blocked] = await journey.score({ ...PAYMENTS[0], step: 710 })
      expect(blocked?.outcome).toBe('block')

      await page.getByRole('button', { name: 'Unblock' }).click()
      await page.getByRole('button', { name: 'Block', exact: true }).waitFor()
      const [free] = await journey.score({ ...PAYMENTS[0], step: 711 })
      expect(free?.outcome).toBe('review')
    },
  )

  test.each(SIZES)(
    'lets a senior analyst decide all its open alerts, and explains the limit to an analyst, %s',
    async (_, viewport) => {
      await journey.score(...PAYMENTS)
      const analyst = await journey.open('analyst', '/entities/C-hub', viewport)
      await analyst.page
        .getByText('Only senior analysts and administrators can decide several transactions at once.')
        .waitFor()
      expect(await analyst.page.getByRole('button', { name: /^Decide all/ }).count()).toBe(0)
      await analyst.page.getByLabel('New note').fill('Seen at two branches')
      await analyst.page.getByRole('button', { name: 'Add note' }).click()
      await analyst.page.getByText('Seen at two branches', { exact: true }).first().waitFor()

      const { page } = await journey.open('senior_analyst', '/entities/C-hub', viewport)
      await page.getByText('Seen at two branches').waitFor()
      await page.getByRole('button', { name: 'Decide all 3 open alerts' }).click()
      await page.getByRole('dialog').getByLabel('Rationale').fill('One scheme')
      await page.getByRole('dialog').getByRole('button', { name: 'Decide all 3 open alerts' }).click()
      await told(page, '3 decided.')
      await page.getByRole('button', { name: /^Decide all/ }).waitFor({ state: 'detached' })
      await analyst.page
        .getByText('Only senior analysts and administrators can decide several transactions at once.')
        .waitFor({ state: 'detached' })
    },
  )
})

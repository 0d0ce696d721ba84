import { describeInBrowser } from '../support/browser'
import { growingRows, prepareJourney } from '../support/journey'
import { openPage } from '../support/open-page'
import { expectOnlyRejections } from '../support/screens'

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000'
const MISSING = [
  [`/transactions/${UNKNOWN_ID}`, 'Transaction not found'],
  ['/transactions/no-id', 'Transaction not found'],
  [`/cases/${UNKNOWN_ID}`, 'Case not found'],
  ['/cases/no-id', 'Case not found'],
  ['/entities/C-nobody', 'Entity not found'],
  ['/entities/C-from-0?kind=nothing', 'Entity not found'],
  [`/models/${UNKNOWN_ID}`, 'Model not found'],
  ['/nowhere', 'Page not found'],
  ['/cases/no-id/nowhere', 'Page not found'],
] as const

describeInBrowser('a page that is not there', () => {
  const journey = prepareJourney()

  test('returns 404 and shows it, for every kind of object', async () => {
    await journey.score(...growingRows(1))
    const screen = await journey.open('admin', '/cases')
    for (const [path, title] of MISSING) {
      expect([path, (await openPage(screen.page, path))?.status()]).toEqual([path, 404])
      await screen.page.locator('#content').getByRole('heading', { name: title }).waitFor()
    }
    expectOnlyRejections(screen, 404)
  })
})

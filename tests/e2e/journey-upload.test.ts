import { issuesByTheme } from '../support/accessibility'
import { describeInBrowser } from '../support/browser'
import { prepareJourney, SIZES } from '../support/journey'
import { reopenPage } from '../support/open-page'
import { expectOnlyRejections, sidewaysScroll } from '../support/screens'
import { paysimRow } from '../support/scoring'
import { csvOf } from '../support/upload'

const HALF_BAD = csvOf(
  Array.from({ length: 40 }, (_, i) =>
    paysimRow({ step: 700 + i, nameOrig: `C-up-${i}`, amount: i % 2 === 0 ? 10 + i : 'ten' }),
  ),
)
/** Beyond 5 MiB by a column that is not used, so that few rows are scored. */
const LARGE = csvOf(
  Array.from({ length: 90 }, (_, i) =>
    paysimRow({ step: 600 + i, nameOrig: `C-large-${i}`, amount: 10 + i, remark: 'x'.repeat(60_000) }),
  ),
)
const IN_DOUBT = 'Date;Type;Amount;Sender\n05/04/2026 10:00;TRANSFER;12,50;C-doubt\n'

/** A senior analyst uploads files and comes to their rows. */
describeInBrowser('uploads', () => {
  const journey = prepareJourney()
  const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

  test.each(SIZES)(
    'from a file that is half bad to its rows and its rejected rows, %s',
    async (_where, viewport) => {
      const { page } = await journey.open('senior_analyst', '/upload', viewport)
      await page.getByText('No upload yet').waitFor()
      await page.getByLabel('Choose a CSV file').setInputFiles(file('payments.csv', HALF_BAD))
      await page.getByText('Of 40 rows').waitFor()
      expect(await issuesByTheme(page)).toEqual({})
      await page.getByRole('button', { name: 'Score 20 rows' }).click()
      await page.getByText('What became of the rows').waitFor()
      expect(await issuesByTheme(page)).toEqual({})
      expect(await sidewaysScroll(page)).toBe(0)

      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Rejected rows', exact: true }).first().click()
      expect((await download).suggestedFilename()).toMatch(/^sentinel_rejected_rows_\d{8}_\d{6}\.csv$/)

      const recent = page.getByRole('region', { name: 'Recent uploads' })
      const row = recent.getByRole('row').filter({ hasText: 'payments.csv' })
      await row.getByText('Completed').waitFor()
      await row.getByRole('link', { name: '20' }).first().click()
      await page.getByRole('link', { name: 'Rows of one file' }).waitFor()
    },
  )

  test('asks what a file leaves in doubt, by keyboard alone, and rejects what is no CSV', async () => {
    const screen = await journey.open('admin', '/upload')
    const { page } = screen
    await page.getByLabel('Choose a CSV file').setInputFiles(file('doubt.csv', IN_DOUBT))
    await page.getByRole('form', { name: 'Questions about the file' }).waitFor()
    const order = page.getByLabel(/day or the month first/)
    await order.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByLabel(/In which zone are they/).fill('Africa/Nairobi')
    await page.keyboard.press('Enter')
    await page.getByText('2026-04-05T07:00:00.000Z').waitFor()
    await page.getByRole('button', { name: 'Choose another file' }).click()
    await page.getByLabel('Choose a CSV file').setInputFiles(file('book.csv', 'PK\x03\x04'))
    await page
      .getByRole('alert')
      .getByText(/Excel workbook/)
      .waitFor()
    expectOnlyRejections(screen, 415)
  })

  test('sends a large file in pieces, goes on after a closed page, and cancels another', async () => {
    const screen = await journey.open('senior_analyst', '/upload')
    const { page } = screen
    const choose = (name: string) => page.getByLabel('Choose a CSV file').setInputFiles(file(name, LARGE))
    const rowOf = (name: string) =>
      page.getByRole('region', { name: 'Recent uploads' }).getByRole('row').filter({ hasText: name })
    const patiently = { timeout: 90_000 }
    await page.route('**/pieces/1?*', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: '/docs/problems/overloaded', title: 'Too much work is waiting' }),
      }),
    )
    await choose('large.csv')
    await page.getByRole('button', { name: /^Send 5\.\d MB and score$/ }).click()
    await page.getByText('Too much work is waiting').waitFor(patiently)
    await page.getByText(/1 of 2 pieces of/).waitFor()
    expect(await issuesByTheme(page)).toEqual({})
    expect(await sidewaysScroll(page)).toBe(0)
    await reopenPage(page)
    await page.unroute('**/pieces/1?*')
    await choose('large.csv')
    await page.getByRole('button', { name: 'Send the rest' }).click()
    await rowOf('large.csv').getByText('Completed').waitFor(patiently)
    await rowOf('large.csv').getByRole('link', { name: '90' }).first().waitFor()

    await page.route('**/pieces/1?*', (route) => route.fulfill({ status: 503, body: '{}' }))
    await choose('other.csv')
    await page.getByRole('button', { name: /^Send 5\.\d MB and score$/ }).click()
    await page.getByRole('button', { name: 'Go on' }).waitFor(patiently)
    await page.getByRole('button', { name: 'Cancel the upload' }).click()
    await rowOf('other.csv').getByText('Cancelled').waitFor(patiently)
    expect(await issuesByTheme(page)).toEqual({})
    expectOnlyRejections(screen, 503)
  })
})

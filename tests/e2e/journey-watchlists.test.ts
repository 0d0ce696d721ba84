import { readFile } from 'node:fs/promises'
import Papa from 'papaparse'
import type { Page } from 'playwright-core'
import { addToWatchlist } from '@/lib/desk/watchlists'
import { describeInBrowser } from '../support/browser'
import { growingRows, prepareJourney, SIZES } from '../support/journey'
import { told } from '../support/messages'
import { expectOnlyRejections, expectSoon } from '../support/screens'

const FORMULA = '=HYPERLINK("https://evil.example")'

describeInBrowser('the watchlists', () => {
  const journey = prepareJourney()
  const entry = (page: Page, id: string) => page.getByRole('row').filter({ hasText: id })
  const scoreOf = async (account: string, step: number) => {
    const [scored] = await journey.score({ ...growingRows(1)[0], nameOrig: account, step })
    return scored?.outcome
  }

  test.each(SIZES)(
    'accept an entry with a reason and an expiry, which affects scores until it is removed, %s',
    async (_, viewport) => {
      const { page } = await journey.open('senior_analyst', '/watchlists', viewport)
      const dialog = page.getByRole('dialog')
      await page.getByText('Nothing is blocked').waitFor()
      await page.getByRole('button', { name: 'Add entry' }).click()
      await dialog.getByRole('button', { name: 'Add to blocked' }).click()
      await dialog.getByText('Enter the id.').waitFor()
      await dialog.getByText('Say why it is blocked.').waitFor()
      await dialog.getByLabel('Account id').fill('C-mule')
      await dialog.getByLabel('Reason').fill('Three reports in a day')
      await dialog.getByLabel('For how long').selectOption({ label: '30 days' })
      await dialog.getByRole('button', { name: 'Add to blocked' }).click()
      await told(page, 'C-mule is blocked.')
      await entry(page, 'C-mule').getByText('Three reports in a day').waitFor()
      await entry(page, 'C-mule')
        .getByText(/in (29|30) d/)
        .waitFor()
      await entry(page, 'C-mule').getByText('senior_analyst').waitFor()
      expect(await scoreOf('C-mule', 701)).toBe('block')

      await page.getByRole('button', { name: 'Edit C-mule' }).click()
      await dialog.getByLabel('Reason').fill('Reported by two branches')
      await dialog.getByRole('button', { name: 'Save' }).click()
      await entry(page, 'C-mule').getByText('Reported by two branches').waitFor()
      await entry(page, 'C-mule')
        .getByText(/in (29|30) d/)
        .waitFor()

      const asked = page.getByRole('alertdialog')
      await page.getByRole('button', { name: 'Remove C-mule' }).click()
      await asked.getByRole('button', { name: 'Remove', exact: true }).click()
      await page.getByText('Nothing is blocked').waitFor()
      await page.getByRole('button', { name: 'Undo' }).click()
      await entry(page, 'C-mule').getByText('Reported by two branches').waitFor()
      expect(await scoreOf('C-mule', 702)).toBe('block')
      await page.getByRole('button', { name: 'Remove C-mule' }).click()
      await asked.getByRole('button', { name: 'Remove', exact: true }).click()
      await page.getByText('Nothing is blocked').waitFor()
      expect(await scoreOf('C-mule', 703)).toBe('review')
    },
  )

  test.each(SIZES)(
    'never hold one account as blocked and trusted, and name the conflicting entry, %s',
    async (_, viewport) => {
      await addToWatchlist(journey.minted().as.admin, {
        entity_id: 'C-payroll',
        kind: 'account',
        list_type: 'trusted',
      })
      const screen = await journey.open('senior_analyst', '/watchlists', viewport)
      const { page } = screen
      await page.getByRole('button', { name: 'Add entry' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Account id').fill('C-payroll')
      await dialog.getByLabel('Reason').fill('Pays a mule')
      await dialog.getByRole('button', { name: 'Add to blocked' }).click()
      await dialog
        .getByRole('alert')
        .getByText(/^The account C-payroll is already on the trusted list/)
        .waitFor()
      expectOnlyRejections(screen, 409)
      // The typed text is kept, and the account is still trusted.
      expect(await dialog.getByLabel('Reason').inputValue()).toBe('Pays a mule')
      await page.keyboard.press('Escape')
      await page.getByText('Nothing is blocked').waitFor()
      await page.getByRole('navigation', { name: 'List' }).getByRole('link', { name: 'Trusted' }).click()
      await entry(page, 'C-payroll').waitFor()
      expect(await scoreOf('C-payroll', 704)).toBe('approve')
    },
  )

  test.each(SIZES)(
    'show the entry of another user and keep the text being typed, %s',
    async (_, viewport) => {
      const { admin } = journey.minted().as
      const listed = { kind: 'account', list_type: 'blocked', reason: 'Mule' } as const
      await addToWatchlist(admin, { entity_id: 'C-mine', ...listed })
      const { page } = await journey.open('senior_analyst', '/watchlists', viewport)
      await page.getByRole('button', { name: 'Edit C-mine' }).click()
      const reason = page.getByRole('dialog').getByLabel('Reason')
      await reason.fill('Half a thought')
      await addToWatchlist(admin, { entity_id: 'C-theirs', ...listed })
      // The page under the dialog is hidden from assistive technology, not from sight.
      await page.getByRole('row', { includeHidden: true }).filter({ hasText: 'C-theirs' }).waitFor()
      expect(await reason.inputValue()).toBe('Half a thought')
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
      await entry(page, 'C-mine').getByText('Half a thought').waitFor()
    },
  )

  test.each(SIZES)('are exported without formulas, %s', async (_, viewport) => {
    const { admin } = journey.minted().as
    for (const entity_id of [FORMULA, 'C-plain']) {
      await addToWatchlist(admin, { entity_id, kind: 'account', list_type: 'blocked', reason: '+1, -1' })
    }
    const { page } = await journey.open('senior_analyst', '/watchlists', viewport)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ])
    await told(page, '2 entries exported')
    expect(download.suggestedFilename()).toMatch(/^sentinel_watchlists?_\d{8}_\d{6}\.csv$/)
    const { data } = Papa.parse<Record<string, string>>(await readFile(await download.path(), 'utf8'), {
      header: true,
      skipEmptyLines: true,
    })
    expect(data.map(({ kind, id, list, reason }) => [kind, id, list, reason])).toEqual([
      ['account', 'C-plain', 'blocked', "'+1, '-1"],
      ['account', `'${FORMULA}`, 'blocked', "'+1, '-1"],
    ])
    const cells = data.flatMap((row) => Object.values(row))
    expect(cells.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([])
  })

  test.each(SIZES)(
    'import the valid rows of a file and report each invalid one with line and reason, %s',
    async (_, viewport) => {
      const { page } = await journey.open('senior_analyst', '/watchlists', viewport)
      await page.getByRole('button', { name: 'Import CSV' }).click()
      const dialog = page.getByRole('dialog')
      const file = ['id,list,reason', 'C-first,blocked,Mule', 'C-second,blacklisted,Mule', 'C-third,trusted,']
      await dialog.getByLabel('CSV file').setInputFiles({
        name: 'list.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(file.join('\r\n')),
      })
      await dialog.getByText('2 would be added, 0 already listed, 1 rejected.').waitFor()
      const rejected = dialog.getByRole('table', { name: 'Rejected rows' }).getByRole('row')
      await expectSoon(() => rejected.count(), 2)
      expect((await rejected.last().innerText()).split(/\s*\t\s*/)).toEqual([
        '3',
        'account C-second',
        'list must be blocked or trusted',
      ])
      // The dry run has changed nothing.
      expect(await entry(page, 'C-first').count()).toBe(0)
      await dialog.getByRole('button', { name: 'Add 2 entries' }).click()
      await dialog.getByText('2 added, 0 already listed, 1 rejected.').waitFor()
      await dialog.getByRole('button', { name: 'Close' }).last().click()
      await entry(page, 'C-first').getByText('Mule').waitFor()
      expect(await page.getByText('C-second').count()).toBe(0)
      await page.getByRole('navigation', { name: 'List' }).getByRole('link', { name: 'Trusted' }).click()
      await entry(page, 'C-third').getByText('none given').waitFor()
    },
  )
})

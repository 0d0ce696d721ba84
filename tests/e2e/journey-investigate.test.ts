import { readFile } from 'node:fs/promises'
import Papa from 'papaparse'
import type { Page } from 'playwright-core'
import { describeInBrowser } from '../support/browser'
import { growingRows, prepareJourney, SIZES } from '../support/journey'
import { told } from '../support/messages'
import { expectOnlyRejections, expectSoon, PHONE } from '../support/screens'

const ROWS = 60

describeInBrowser('an investigation', () => {
  const journey = prepareJourney()
  const rows = (page: Page) => page.locator('[data-row]')
  const rowIds = async (page: Page) => {
    await rows(page).first().waitFor()
    return rows(page).evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.row ?? ''))
  }
  const figure = (page: Page, label: string) =>
    page
      .getByRole('region', { name: 'Figures of this search' })
      .locator('div', { has: page.getByText(label, { exact: true }) })
      .locator('dd')
      .first()

  test.each(SIZES)('filters by URL and form, and saves the search under a name, %s', async (_, viewport) => {
    await journey.score(...growingRows(6), { ...growingRows(1, 20)[0], type: 'CASH_OUT' })
    const { page } = await journey.open('analyst', '/investigate?type=TRANSFER', viewport)
    await expectSoon(async () => (await rowIds(page)).length, 6)
    await expectSoon(() => figure(page, 'Transactions').innerText(), '6')

    if (viewport === PHONE) await page.getByRole('button', { name: /^Filters/ }).click()
    await page.getByLabel('Amount from').locator('visible=true').fill('40000')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/investigate?type=TRANSFER&min_amount=40000')
    await page.getByRole('list', { name: 'Filters' }).getByText('Amount from: 40,000').waitFor()
    await rows(page).nth(3).waitFor({ state: 'detached' })
    await expectSoon(async () => (await rowIds(page)).length, 3)
    await expectSoon(() => figure(page, 'Transactions').innerText(), '3')

    await page.getByRole('button', { name: /^Saved views/ }).click()
    await page.getByLabel('Save the current filters as').fill('Large transfers')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('list', { name: 'Your views' }).getByText('Large transfers').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('navigation', { name: 'Presets' }).getByText('High value').click()
    await page.waitForURL('**/investigate?min_amount=100000')
    await rows(page).getByText('CASH_OUT').waitFor()
    await page.getByRole('button', { name: /^Saved views/ }).click()
    await page.getByRole('link', { name: 'Large transfers' }).click()
    await page.waitForURL(
      ({ searchParams }) =>
        searchParams.get('min_amount') === '40000' && searchParams.get('type') === 'TRANSFER',
    )
    await rows(page).nth(2).waitFor()
  })

  test.each(SIZES)(
    'pages forward and back, and lets a senior analyst export exactly what is listed, %s',
    async (_, viewport) => {
      const scored = await journey.score(...growingRows(ROWS))
      const { page } = await journey.open('senior_analyst', '/investigate', viewport)
      const first = await rowIds(page)
      await page.getByRole('link', { name: 'Next' }).click()
      await page.getByRole('link', { name: 'Previous' }).waitFor()
      await page.locator(`[data-row="${first[0]}"]`).waitFor({ state: 'detached' })
      const second = await rowIds(page)
      expect(new Set([...first, ...second]).size).toBe(first.length + second.length)
      await page.getByRole('link', { name: 'Previous' }).click()
      await page.locator(`[data-row="${first[0]}"]`).waitFor()
      await expectSoon(() => rowIds(page), first)

      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Export CSV' }).click(),
      ])
      expect(download.suggestedFilename()).toMatch(/^sentinel_investigate_\d{8}_\d{6}\.csv$/)
      const { data, errors } = Papa.parse<Record<string, string>>(
        await readFile(await download.path(), 'utf8'),
        { header: true, skipEmptyLines: true },
      )
      expect(errors).toEqual([])
      expect(data.map((row) => row.transaction_id).sort()).toEqual(
        scored.map(({ transaction_id }) => transaction_id).sort(),
      )
      expect(data.every(({ amount }) => Number(amount) > 0)).toBe(true)
      await told(page, `${ROWS} rows exported`)
    },
  )

  test.each(SIZES)(
    'tells an analyst that exports need a senior analyst, or hides them, and the server rejects one, %s',
    async (_, viewport) => {
      await journey.score(...growingRows(1))
      const screen = await journey.open('analyst', '/investigate', viewport)
      const { page } = screen
      await rowIds(page)
      const button = page.getByRole('button', { name: 'Export CSV' })
      // A phone does not show disabled actions.
      if (viewport === PHONE) expect(await button.count()).toBe(0)
      else {
        await button.waitFor()
        expect(await button.isDisabled()).toBe(true)
        await page.getByText('Only senior analysts and administrators can export transactions.').waitFor()
      }
      expect(await page.evaluate(async () => (await fetch('/api/investigate/export.csv')).status)).toBe(403)
      expectOnlyRejections(screen, 403)
    },
  )

  test.each(SIZES)('opens a case about the selected rows, %s', async (_, viewport) => {
    await journey.score(...growingRows(3))
    const { page } = await journey.open('analyst', '/investigate', viewport)
    await rowIds(page)
    for (const row of [0, 1]) await rows(page).nth(row).getByRole('checkbox').check()
    const selection = page.getByRole('region', { name: 'Selection' })
    await selection.getByText('2 selected').waitFor()
    await selection.getByRole('button', { name: 'Add to case' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Links 2 transactions to a case.').waitFor()
    await dialog.getByLabel('Title').fill('A pair of transfers')
    await dialog.getByRole('button', { name: 'Open case' }).click()
    await told(page, /^CASE-\d+ opened$/)
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.waitForURL('**/cases/**')
    await page.getByRole('heading', { name: 'A pair of transfers' }).waitFor()
    await page.locator('main a[href^="/transactions/"]').nth(1).waitFor()
  })
})

import type { Browser, Page } from 'playwright-core'
import { describeInBrowser, openBrowser } from '../support/browser'
import { type MintedTenant, mintTenant } from '../support/minted-tenant'
import { usePolicy } from '../support/scored-rows'
import { expectSoon, openAs, openScreen, PHONE, press, type Screen, sidewaysScroll } from '../support/screens'
import { paysimRow, scoringKey } from '../support/scoring'
import { sharedServer } from '../support/shared-server'

const ROWS = 60

describeInBrowser('the queue', () => {
  let server: { url: string }
  let browser: Browser
  let minted: MintedTenant
  let key: string
  let screen: Screen
  beforeAll(async () => {
    ;[server, browser, minted] = await Promise.all([sharedServer(), openBrowser(), mintTenant()])
    // Every row is an alert, of low, medium or high risk.
    await usePolicy(minted, [0.2, 0.8], [1e-9, 1])
    key = await scoringKey(minted)
    const transactions = Array.from({ length: ROWS }, (_, i) =>
      paysimRow({
        step: 700 + i,
        type: i % 2 === 0 ? 'TRANSFER' : 'PAYMENT',
        amount: 1_000 * (i + 1),
        nameOrig: `C${1000 + i}`,
        nameDest: `C${9000 + i}`,
      }),
    )
    const response = await post('/api/score/batch', { transactions })
    expect(response.ok).toBe(true)
  })
  beforeEach(async () => {
    screen = await openScreen(browser, server.url)
  })
  afterEach(async () => {
    expect(screen.complaints).toEqual([])
    await screen.close()
  })

  const post = (path: string, body: unknown) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const links = (page: Page) => page.locator('[data-row-link]')
  /** Rows are hidden while the page streams in; only visible ones count. */
  const hrefs = async (page: Page) => {
    await links(page).first().waitFor({ state: 'visible' })
    return links(page).evaluateAll((all) => all.map((link) => link.getAttribute('href')))
  }

  test('pages forward and back through every row once, in order of expected loss', async () => {
    const { page } = screen
    await openAs(page, '/queue', minted.emailOf.analyst)
    const first = await hrefs(page)
    const seen = [...first]
    while ((await page.getByRole('link', { name: 'Next' }).count()) > 0) {
      const before = page.url()
      await page.getByRole('link', { name: 'Next' }).click()
      await page.waitForURL((url) => url.href !== before)
      await page.getByRole('link', { name: 'Previous' }).waitFor()
      await page.waitForFunction((last) => !document.querySelector(`[href="${last}"]`), seen.at(-1))
      seen.push(...(await hrefs(page)))
    }
    expect(new Set(seen).size).toBe(ROWS)
    expect(seen).toHaveLength(ROWS)
    while ((await page.getByRole('link', { name: 'Previous' }).count()) > 0) {
      const before = page.url()
      await page.getByRole('link', { name: 'Previous' }).click()
      await page.waitForURL((url) => url.href !== before)
    }
    await expectSoon(() => hrefs(page), first)
  })

  test('filters by its URL, states that nothing matches, and shows new rows on reload', async () => {
    const { page } = screen
    await openAs(page, '/queue?decision=decided', minted.emailOf.analyst)
    await page.getByText('No transaction matches').waitFor()
    await page.getByRole('link', { name: 'Clear filters' }).click()
    await page.waitForURL('**/queue')
    await page.getByRole('navigation', { name: 'Order' }).getByRole('link', { name: 'Newest' }).click()
    await page.waitForURL('**/queue?order=time')
    const response = await post('/api/score', paysimRow({ step: 700 + ROWS, nameOrig: 'C-newest' }))
    expect(response.status).toBe(200)
    await page.getByRole('button', { name: 'Reload' }).click()
    await links(page).first().getByText('C-newest').waitFor()
    await page.getByRole('navigation', { name: 'Risk' }).getByRole('link', { name: 'Low' }).click()
    await page.waitForURL('**/queue?risk_band=low&order=time')
    await page.getByRole('list', { name: 'Filters' }).getByText('Risk: Low').waitFor()
    const rows = page.locator('tbody tr')
    await rows.first().waitFor()
    const low = rows.filter({ has: page.getByText('Low', { exact: true }) })
    await low.first().waitFor()
    await expectSoon(async () => (await rows.count()) - (await low.count()), 0)
  })

  test('is operated by keyboard: j, k, Enter, / and ?', async () => {
    const { page } = screen
    await openAs(page, '/queue', minted.emailOf.analyst)
    const all = await hrefs(page)
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href'))
    await press(page, 'j', '[data-row-link]:focus')
    await expectSoon(focused, all[0])
    for (const [key, row] of [
      ['j', 1],
      ['j', 2],
      ['k', 1],
    ] as const) {
      await page.keyboard.press(key)
      await expectSoon(focused, all[row])
    }
    await page.keyboard.press('/')
    const focusedText = () => page.evaluate(() => document.activeElement?.textContent)
    await expectSoon(focusedText, 'Pending')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await page.keyboard.press('j')
    expect(await focused()).toBeNull()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    // The focus returns a moment after the dialog has gone.
    await expectSoon(focusedText, 'Pending')
    await page.keyboard.press('j')
    await expectSoon(focused, all[0])
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${all[0]}`)
    await page.getByRole('link', { name: 'Back to the queue' }).click()
    await page.waitForURL('**/queue')
  })

  test('opens a row by a click anywhere on it, and fits a phone with its drawer', async () => {
    const phone = await openScreen(browser, server.url, PHONE)
    const { page } = phone
    await openAs(page, '/queue', minted.emailOf.admin)
    expect(await sidewaysScroll(page)).toBe(0)
    await page.getByRole('button', { name: 'Open navigation' }).click()
    const drawer = page.getByRole('dialog', { name: 'Navigation' })
    await drawer.getByRole('link', { name: 'API docs' }).waitFor()
    await drawer.getByRole('link', { name: 'Queue' }).click()
    await drawer.waitFor({ state: 'detached' })
    const [href] = await hrefs(page)
    await page.locator('tbody tr').first().locator('td').last().click()
    await page.waitForURL(`**${href}`)
    await page.getByRole('heading', { name: 'Audit log' }).waitFor()
    expect(await sidewaysScroll(page)).toBe(0)
    expect(phone.complaints).toEqual([])
    await phone.close()
  })

  test('shows an analyst no section without permission', async () => {
    await openAs(screen.page, '/queue', minted.emailOf.analyst)
    const sections = screen.page.getByRole('navigation', { name: 'Main' }).getByRole('link')
    const names = (await sections.allInnerTexts()).map((text) => text.split('\n')[0])
    expect(names).toEqual([
      'Dashboard',
      'Queue',
      'Investigate',
      'Cases',
      'Watchlists',
      'Models',
      'Drift',
      'Tuner',
      'Settings',
    ])
  })
})

import type { Browser } from 'playwright-core'
import { measureTenant } from '@/lib/governance/drift'
import { DAY_MS } from '@/lib/platform/time'
import { issuesByTheme } from '../support/accessibility'
import { describeInBrowser, openBrowser } from '../support/browser'
import { storeAlarm, storeDecisions } from '../support/drift-decisions'
import { earlierTransactionsEnded } from '../support/earlier-transactions'
import { told } from '../support/messages'
import { type MintedTenant, mintTenant } from '../support/minted-tenant'
import { openAs, openScreen, PHONE, type Screen, sidewaysScroll } from '../support/screens'
import { sharedServer } from '../support/shared-server'

/** From the alarm to the feature that moved, and its acknowledgement. */
describeInBrowser('drift', () => {
  let server: { url: string }
  let browser: Browser
  let minted: MintedTenant
  let screen: Screen
  beforeAll(async () => {
    ;[server, browser, minted] = await Promise.all([sharedServer(), openBrowser(), mintTenant()])
    for (let day = 4; day > 0; day--) {
      const features = day < 3 ? { pair_times_paid: 400 } : {}
      await storeDecisions(minted, { at: new Date(Date.now() - day * DAY_MS), count: 200, features })
    }
    await storeAlarm(minted)
    await earlierTransactionsEnded()
    await measureTenant(minted.tenant.id, new Date())
  })
  afterEach(async () => {
    expect(screen.complaints).toEqual([])
    await screen.close()
  })

  test('leads from what moved to the bins of the feature, and an administrator acknowledges the alarm', async () => {
    screen = await openScreen(browser, server.url)
    const { page } = screen
    await openAs(page, '/drift', minted.emailOf.admin)
    await page.getByText(/^Expect 14 more alerts a day/).waitFor()
    const table = page.getByRole('region', { name: 'Features by drift' })
    await table.getByRole('link', { name: /pair_times_paid/ }).click()
    await page.getByRole('heading', { name: /: baseline and recent$/ }).waitFor()
    await page.getByRole('region', { name: /^Shares of/ }).waitFor()
    expect(await issuesByTheme(page)).toEqual({})
    await page.getByLabel('Note (optional)').fill('A new partner')
    await page.getByRole('button', { name: 'Acknowledge' }).click()
    await told(page, 'Alarm acknowledged')
    await page.getByText('Acknowledged alarms (1)').click()
    await page.getByText(/admin acknowledged it .*: A new partner$/).waitFor()
  })

  test('fits a phone, and says to others who may acknowledge', async () => {
    screen = await openScreen(browser, server.url, PHONE)
    const { page } = screen
    await storeAlarm(minted, new Date('2026-06-02'))
    await openAs(page, '/drift?feature=amount&days=30', minted.emailOf.analyst)
    await page.getByText('Only administrators can change models and thresholds.').waitFor()
    expect(await sidewaysScroll(page)).toBe(0)
  })
})

import type { Browser } from 'playwright-core'
import { measureTenant } from '@/lib/governance/drift'
import { DAY_MS } from '@/lib/platform/time'
import { issuesByTheme } from '../support/accessibility'
import { describeInBrowser, openBrowser } from '../support/browser'
import { storeAlarm, storeDecisions } from '../support/drift-decisions'
import { earlierTransactionsEnded } from '../support/earlier-transactions'
import { storeHistory } from '../support/labelled-decisions'
import { type MintedTenant, mintTenant } from '../support/minted-tenant'
import { describeWithPython } from '../support/python'
import { openPage } from '../support/open-page'
import { openAs, openScreen, PHONE, type Screen, sidewaysScroll } from '../support/screens'
import { sharedServer } from '../support/shared-server'

const TRAINING_MS = 300_000

describeWithPython('with a training environment', () =>
  /** From a drift alarm to a new production model. */
  describeInBrowser('retraining', () => {
    let server: { url: string }
    let browser: Browser
    let minted: MintedTenant
    let screen: Screen
    beforeAll(async () => {
      ;[server, browser, minted] = await Promise.all([sharedServer(), openBrowser(), mintTenant()])
      // The page shows an alarm once decisions are measured; a few are enough.
      await storeDecisions(minted, { at: new Date(Date.now() - DAY_MS), count: 100 })
      await earlierTransactionsEnded()
      await measureTenant(minted.tenant.id, new Date())
      await storeAlarm(minted)
      await storeHistory(minted, { count: 3_000, fromDays: 200, toDays: 2, fraudEvery: 16 })
      screen = await openScreen(browser, server.url)
    })

    test('leads from the alarm over the challenger to the promotion', async () => {
      const { page } = screen
      await openAs(page, '/drift', minted.emailOf.admin)
      await page.getByRole('button', { name: 'Retrain now' }).click()
      await page.getByRole('progressbar', { name: 'Progress of the retraining' }).waitFor()
      await page.getByRole('button', { name: 'Cancel retraining' }).waitFor()
      const alarm = page.getByRole('alert')
      await alarm
        .getByText('scores beside the production model, as a challenger')
        .waitFor({ timeout: TRAINING_MS })

      await alarm.getByRole('link', { name: 'retrained 1.0.0' }).click()
      await page.getByRole('heading', { name: 'retrained', level: 2 }).waitFor()
      await openPage(page, '/models')
      const row = page.getByRole('row').filter({ hasText: 'retrained' })
      await row.getByText('Shadow', { exact: true }).waitFor()
      const dialog = page.getByRole('dialog')
      await row.getByRole('button', { name: 'Make canary' }).click()
      await dialog.getByLabel('Reason').fill('it learned the new tactic')
      await dialog.getByRole('button', { name: 'Make canary', exact: true }).click()
      await row.getByText('Canary', { exact: true }).waitFor()
      await row.getByRole('button', { name: 'Promote' }).click()
      await dialog.getByLabel('Reason').fill('it learned the new tactic')
      await dialog.getByRole('button', { name: 'Put into production' }).click()
      await row.getByText('In production').waitFor()
      expect(screen.complaints).toEqual([])
    })

    test('sets the schedule and shows results and jobs, also on a phone', async () => {
      const { page } = screen
      await openPage(page, '/models')
      await page.getByRole('link', { name: 'Schedule and earlier retrainings' }).click()
      await page.getByLabel('Retrain', { exact: true }).selectOption({ label: 'Every week, on Monday' })
      await page.getByLabel('At', { exact: true }).selectOption('04:00')
      await page.getByRole('button', { name: 'Save schedule' }).click()
      await page.getByText(/^Next start: .* 04:00:00 UTC$/).waitFor()
      const results = page.getByRole('region', { name: 'Retrainings', exact: true })
      await results.getByRole('link', { name: 'retrained 1.0.0' }).waitFor()
      const jobs = page.getByRole('region', { name: 'Background jobs' })
      await jobs.getByRole('row').filter({ hasText: 'Run retrainings' }).waitFor()
      expect(await issuesByTheme(page)).toEqual({})
      await page.setViewportSize(PHONE)
      expect(await sidewaysScroll(page)).toBe(0)
      await openPage(page, '/models')
      expect(await sidewaysScroll(page)).toBe(0)
      expect(screen.complaints).toEqual([])
    })
  }),
)

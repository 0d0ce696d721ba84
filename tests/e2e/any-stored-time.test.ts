import type { Browser } from 'playwright-core'
import { createCase } from '@/lib/desk/cases'
import { closeDatabase } from '@/lib/platform/db'
import { describeInBrowser, launchBrowser } from '../support/browser'
import { type MintedTenant, mintTenant } from '../support/minted-tenant'
import { insertRaw } from '../support/raw-transactions'
import { openAs, openScreen, type Screen } from '../support/screens'
import { sharedServer } from '../support/shared-server'
import { TEST_PASSWORD } from '../support/tenant'

/** Guarantee: rows with any time that the database can hold fail no page. */
const TIMES = [
  '-infinity',
  '0001-06-01 00:00:00+00 BC',
  '0001-01-01 00:00:00+00',
  '9999-12-31 23:59:59+00',
  'infinity',
]
const ACCOUNT = 'C-any-time'
const PATIENCE_MS = 120_000

describeInBrowser('stored times', () => {
  let browser: Browser
  let screen: Screen
  let minted: MintedTenant
  let paths: string[]
  beforeAll(async () => {
    minted = await mintTenant()
    const given = {
      from: ACCOUNT,
      to: 'C-other',
      device: 'D-any-time',
      outcome: 'review',
      score: 0.6,
    } as const
    const ids = await insertRaw(
      minted.tenant.id,
      TIMES.map((at) => ({ at, ...given })),
    )
    const opened = { title: 'Any time', priority: 'high' as const, transaction_ids: ids, entities: [] }
    const { id } = await createCase(minted.as.admin, opened)
    paths = [
      '/dashboard?range=all',
      '/dashboard?range=all&map=us',
      '/queue',
      '/queue?order=time',
      '/investigate',
      `/investigate?q=${ACCOUNT}`,
      ...ids.map((transaction) => `/transactions/${transaction}`),
      `/entities/${ACCOUNT}`,
      '/cases',
      `/cases/${id}`,
      '/watchlists',
      '/audit',
      '/models',
    ]
    const { url } = await sharedServer()
    browser = await launchBrowser()
    screen = await openScreen(browser, url)
    await openAs(screen.page, '/dashboard', minted.emailOf.admin, TEST_PASSWORD)
  }, 240_000)
  afterAll(async () => {
    await browser.close()
    await closeDatabase()
  })

  test(
    'fail no page',
    async () => {
      for (const path of paths) {
        const response = await screen.page.goto(path)
        await screen.page.waitForLoadState('networkidle')
        const text = await screen.page.locator('main').innerText()
        expect({ path, status: response?.status() }).toEqual({ path, status: 200 })
        expect({ path, failed: /something went wrong|could not be (shown|loaded)/i.test(text) }).toEqual({
          path,
          failed: false,
        })
      }
      expect(screen.complaints).toEqual([])
    },
    PATIENCE_MS,
  )
})

import type { Browser } from 'playwright-core'
import { getModelReport, listModels } from '@/lib/governance/models'
import type { ModelPage } from '@/lib/governance/models/schema'
import { STREAMED_SVG_STYLE } from '@/lib/http/content-security-policy'
import { describeInBrowser, openBrowser } from '../support/browser'
import { type MintedTenant, mintTenant } from '../support/minted-tenant'
import { openPage } from '../support/open-page'
import {
  expectOnlyRejections,
  expectSoon,
  openAs,
  openScreen,
  PHONE,
  type Screen,
  sidewaysScroll,
} from '../support/screens'
import { sharedServer } from '../support/shared-server'

/** Works for a shipped bundle with or without a report: its content decides what must be shown. */
describeInBrowser('the models', () => {
  let server: { url: string }
  let browser: Browser
  let minted: MintedTenant
  let detail: ModelPage
  let screen: Screen
  beforeAll(async () => {
    ;[server, browser, minted] = await Promise.all([sharedServer(), openBrowser(), mintTenant()])
    const { items: models } = await listModels(minted.as.analyst)
    detail = await getModelReport(minted.as.analyst, models[0]?.id ?? '')
  })
  beforeEach(async () => {
    screen = await openScreen(browser, server.url)
  })
  afterEach(async () => {
    expect(screen.complaints).toEqual([])
    await screen.close()
  })

  const address = () => `/models/${detail.model.id}`
  const documents = () => {
    if (detail.bundle.state !== 'read') throw new Error(`${detail.bundle.file}: ${detail.bundle.reason}`)
    return detail.bundle.documents
  }

  test('link from the sidebar to the list and to the report', async () => {
    const { page } = screen
    await openAs(page, '/queue', minted.emailOf.analyst)
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Models' }).click()
    await page.waitForURL('**/models')
    const row = page.getByRole('row').filter({ hasText: detail.model.version })
    await row.getByText('In production').waitFor()
    await row.getByRole('link').click()
    await page.waitForURL(`**${address()}`)
    await page.getByRole('heading', { level: 2, name: detail.model.name }).waitFor()
    await page.getByRole('link', { name: 'All models' }).click()
    await page.waitForURL('**/models')
  })

  test('show the evaluation or its absence, and always the origin', async () => {
    const { page } = screen
    await openAs(page, address(), minted.emailOf.analyst)
    const { report, training } = documents()
    const expected = report ? 'Are the probabilities accurate?' : 'Not evaluated yet'
    await page.getByRole('heading', { name: expected }).waitFor()
    await page
      .getByRole('region', { name: 'Hashes' })
      .getByText(training?.dataSha256 ?? '')
      .waitFor()
    const summary = page.getByRole('region', { name: 'Summary' })
    for (const note of report?.notes ?? []) await summary.getByText(note, { exact: true }).waitFor()
    const html = await (await page.request.get(address())).text()
    const styles = [...html.matchAll(/<[a-z][^>]*\sstyle="([^"]*)"/g)].map(([, style]) => style)
    expect(styles.filter((style) => style !== STREAMED_SVG_STYLE)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
  })

  test('switch the views of a chart where there is an evaluation', async () => {
    const { page } = screen
    await openAs(page, address(), minted.emailOf.analyst)
    await page.getByRole('heading', { name: 'Where does it come from?' }).waitFor()
    const views = page.getByRole('group', { name: /reliability diagram/ })
    const { report } = documents()
    expect(await views.count()).toBe(report ? 1 : 0)
    if (!report) return
    await views.getByRole('radio', { name: 'Logarithmic' }).check()
    await views.getByRole('img', { name: /logarithmic axes/ }).waitFor({ state: 'visible' })
    expect(await views.getByRole('img').count()).toBe(1)
  })

  test('show the figures of a threshold in the chart, by pointer and by keys', async () => {
    const { page } = screen
    await openAs(page, address(), minted.emailOf.analyst)
    await page.getByRole('heading', { name: 'Where does it come from?' }).waitFor()
    if (!documents().report || !documents().curves) return
    const views = page.getByRole('group', { name: 'Figures by threshold' })
    await views.getByRole('radio', { name: 'Caught and flagged' }).check()
    const chart = views.getByRole('application')
    await chart.hover()
    await views.getByText('Alerts per 1,000 payments').waitFor()
    const read = () => views.locator('dd').first().textContent()
    const before = await read()
    await page.mouse.move(0, 0)
    await chart.focus()
    await page.keyboard.press('ArrowRight')
    await views.getByText('Alerts per 1,000 payments').waitFor()
    await expectSoon(async () => (await read()) !== before, true)
  })

  test('fit a phone in both themes', async () => {
    await screen.close()
    screen = await openScreen(browser, server.url, PHONE)
    const { page } = screen
    await openAs(page, address(), minted.emailOf.admin)
    await page.getByRole('heading', { name: 'Where does it come from?' }).waitFor()
    expect(await sidewaysScroll(page)).toBe(0)
    await page.getByRole('button', { name: 'Switch between dark and light' }).click()
    expect(await sidewaysScroll(page)).toBe(0)
    await openPage(page, '/models')
    await page.getByRole('row').filter({ hasText: detail.model.version }).waitFor()
    expect(await sidewaysScroll(page)).toBe(0)
  })

  test('return 404 for a model of another tenant as for an unknown one', async () => {
    const stranger = await mintTenant()
    const { page } = screen
    await openAs(page, '/models', stranger.emailOf.admin)
    for (const target of [address(), '/models/00000000-0000-4000-8000-000000000000', '/models/not-an-id']) {
      expect((await openPage(page, target))?.status()).toBe(404)
      await page.getByRole('heading', { name: 'Model not found' }).waitFor()
    }
    expectOnlyRejections(screen, 404)
  })
})

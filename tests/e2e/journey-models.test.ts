import type { Browser } from 'playwright-core'
import { FEATURE_NAMES } from '@/lib/engine/features'
import { prepareImport } from '@/lib/engine/inference'
import { importModel } from '@/lib/governance/imports'
import { LIGHTGBM_TEXT } from '../lib/engine/inference/import/support/model-files'
import { referenceOf } from '../lib/engine/inference/import/support/reference'
import { describeInBrowser, openBrowser } from '../support/browser'
import { bundleArchive, shippedFiles } from '../support/bundle-archive'
import { MODEL, type MintedTenant, mintTenant } from '../support/minted-tenant'
import { paysimRow, scoringKey } from '../support/scoring'
import { tyingRows } from '../support/scored-rows'
import { openPage } from '../support/open-page'
import { openAs, openScreen, type Screen, sidewaysScroll } from '../support/screens'
import { startServer, type TestServer } from '../support/server'
import { sharedServer } from '../support/shared-server'

const VERSION = '7.0.0'
/** The job that stops a bad model runs every few seconds, on a busy machine late. */
const STOPPED_MS = 200_000

/** An uploaded bundle becomes the production model of two servers. */
describeInBrowser('the life of a model', () => {
  let first: { url: string }
  let second: TestServer
  let browser: Browser
  let minted: MintedTenant
  let screen: Screen
  beforeAll(async () => {
    ;[first, second, browser, minted] = await Promise.all([
      sharedServer(),
      startServer(),
      openBrowser(),
      mintTenant(),
    ])
    screen = await openScreen(browser, first.url)
  })
  afterAll(async () => {
    await second.stop()
  })

  const modelThatScores = async (url: string, key: string): Promise<string> => {
    const response = await fetch(`${url}/api/score`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(paysimRow({ external_id: crypto.randomUUID() })),
    })
    return ((await response.json()) as { model_version: string }).model_version
  }

  test('leads from the upload over shadow and canary into production of both servers within 2 s', async () => {
    const { page } = screen
    const key = await scoringKey(minted)
    for (const { url } of [first, second]) {
      expect(await modelThatScores(url, key)).toBe(`${MODEL.name}/${MODEL.version}`)
    }
    await openAs(page, '/models', minted.emailOf.admin)
    await page.getByRole('button', { name: 'Upload a bundle' }).click()
    const dialog = page.getByRole('dialog')
    const buffer = bundleArchive(await shippedFiles(), { version: VERSION })
    await dialog
      .getByLabel('ZIP file')
      .setInputFiles({ name: 'model.zip', mimeType: 'application/zip', buffer })
    await dialog.getByRole('button', { name: 'Upload' }).click()
    const row = page.getByRole('row').filter({ hasText: VERSION })
    await row.getByText('Registered').waitFor()

    for (const [button, stage] of [
      ['Make shadow', 'Shadow'],
      ['Make canary', 'Canary'],
    ] as const) {
      await row.getByRole('button', { name: button }).click()
      await dialog.getByLabel('Reason').fill('compare it')
      await dialog.getByRole('button', { name: button, exact: true }).click()
      await row.getByText(stage, { exact: true }).waitFor()
    }

    await row.getByRole('button', { name: 'Promote' }).click()
    await dialog.getByLabel('Reason').fill('it finds more')
    const promoted = page.waitForResponse((response) => response.url().endsWith('/api/changes'))
    await dialog.getByRole('button', { name: 'Put into production' }).click()
    await promoted
    const scored = await Promise.all([first, second].map(({ url }) => modelThatScores(url, key)))
    expect(scored).toEqual([`${MODEL.name}/${VERSION}`, `${MODEL.name}/${VERSION}`])
    await row.getByText('In production').waitFor()
    expect(screen.complaints).toEqual([])
  })

  test('shows who moved the model, and two versions side by side', async () => {
    const { page } = screen
    await openPage(page, '/models')
    await page.getByRole('link', { name: 'Compare two versions' }).click()
    await page.waitForURL('**/models/compare')
    await page.getByRole('heading', { name: 'Which version is better?' }).waitFor()
    await page.getByText('A: sentinel 7.0.0').first().waitFor()
    expect(await sidewaysScroll(page)).toBe(0)
    await page.getByLabel('Version A').selectOption({ label: `${MODEL.name} ${MODEL.version} (archived)` })
    await page.getByLabel('Version B').selectOption({ label: `${MODEL.name} ${VERSION} (production)` })
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByText(`A: ${MODEL.name} ${MODEL.version}`).first().waitFor()
    await page.getByRole('link', { name: 'All models' }).click()
    await page.getByRole('row').filter({ hasText: VERSION }).getByRole('link').click()
    const history = page.getByRole('table', { name: 'Changes of the model' })
    await history.getByText('moved it from shadow to canary').waitFor()
    expect(await history.getByText('compare it').count()).toBe(2)
    expect(screen.complaints).toEqual([])
  })

  test('a bad model goes from shadow to canary, is stopped by itself within a minute, and no server uses it from then on', async () => {
    const { page } = screen
    const key = await scoringKey(minted)
    const { id } = await importBlocker(minted)
    await openPage(page, '/models')
    const dialog = page.getByRole('dialog')
    const row = page.getByRole('row').filter({ hasText: 'blocker' })
    for (const button of ['Make shadow', 'Make canary']) {
      await row.getByRole('button', { name: button }).click()
      await dialog.getByRole('button', { name: button, exact: true }).click()
      await dialog.waitFor({ state: 'hidden' })
    }

    await openPage(page, `/models/challengers?model=${id}`)
    await page.getByLabel('Share of senders (per cent)').fill('50')
    await page.getByLabel('Blocks (points)').fill('0')
    await page.getByRole('button', { name: 'Let it decide' }).click()
    await page.getByText('Above 0, at most 50.').waitFor()
    await page.getByLabel('Blocks (points)').fill('2')
    await page.getByRole('button', { name: 'Let it decide' }).click()
    await page.getByText('Decides for 50').waitFor()

    const decidedBy = await Promise.all([first, second].map(({ url }, i) => modelsOf(url, key, `bad-${i}`)))
    for (const models of decidedBy) expect(models).toContain('blocker/1.0.0')
    // The page hears of the stop: nobody reloads it.
    const why =
      /^Stopped by itself, for its blocks\. It blocks \d+\.\d percentage points more of the payments/
    await page.getByText(why).waitFor({ timeout: STOPPED_MS })
    for (const [i, { url }] of [first, second].entries())
      expect(new Set(await modelsOf(url, key, `after-${i}`))).toEqual(new Set([`${MODEL.name}/${VERSION}`]))
    expect(await sidewaysScroll(page)).toBe(0)
    expect(screen.complaints).toEqual([])
  })
})

/** Which model decided each of many senders' payments on this server. */
async function modelsOf(url: string, key: string, prefix: string): Promise<string[]> {
  const response = await fetch(`${url}/api/score/batch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ transactions: tyingRows(120, prefix) }),
  })
  const { results } = (await response.json()) as { results: { model_version: string }[] }
  return results.map(({ model_version: model }) => model)
}

/** A model of the institution's own that blocks every payment: all of its leaves lie far above the block threshold. */
async function importBlocker({ as }: MintedTenant): Promise<{ id: string }> {
  const file = Buffer.from(
    LIGHTGBM_TEXT.replaceAll('hour_of_day', 'sender_hours_since_sent').replace('-1.5 0.25 2', '5 6 7'),
  )
  const reference = Buffer.from(JSON.stringify(referenceOf(await prepareImport(file, null, FEATURE_NAMES))))
  const { model } = await importModel(as.admin, {
    name: 'blocker',
    version: '1.0.0',
    file,
    reference,
    naming: null,
    uncalibrated: { review: 0.5, block: 0.9 },
  })
  return model
}

import type { Browser } from 'playwright-core'
import { STREAMED_SVG_STYLE } from '@/lib/http/content-security-policy'
import { describeInBrowser, openBrowser } from '../support/browser'
import { type MintedTenant, mintTenant } from '../support/minted-tenant'
import { told } from '../support/messages'
import { openPage } from '../support/open-page'
import { expectOnlyRejections, openAs, openScreen, type Screen } from '../support/screens'
import { paysimRow, scoringKey } from '../support/scoring'
import { sharedServer } from '../support/shared-server'

const HOSTILE = '<img src=x onerror=alert(1)>'

describeInBrowser('the transaction page', () => {
  let server: { url: string }
  let browser: Browser
  let minted: MintedTenant
  let key: string
  let screen: Screen
  beforeAll(async () => {
    ;[server, browser, minted] = await Promise.all([sharedServer(), openBrowser(), mintTenant()])
    key = await scoringKey(minted)
  })
  beforeEach(async () => {
    screen = await openScreen(browser, server.url)
  })
  afterEach(async () => {
    expect(screen.complaints).toEqual([])
    await screen.close()
  })

  interface Scored {
    transaction_id: string
    score: number
    margin: number
    base_value: number
  }
  async function score(changes: Record<string, unknown> = {}): Promise<Scored> {
    const response = await fetch(`${server.url}/api/score`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(paysimRow(changes)),
    })
    expect(response.status).toBe(200)
    return (await response.json()) as Scored
  }
  const pathOf = ({ transaction_id }: Scored) => `/transactions/${transaction_id}`
  const figure = (text: string) => Number(text.replace('\u2212', '-').replace('+', ''))

  test('explains the score: the contributions add up to the stored margin', async () => {
    const scored = await score()
    const { page } = screen
    await openAs(page, pathOf(scored), minted.emailOf.analyst)
    const table = page.getByRole('table', { name: /Contributions of the features/ })
    const cells = await table
      .getByRole('row')
      .evaluateAll((rows) => rows.slice(1).map((row) => row.children[2]?.textContent))
    const figures = cells.map((text) => figure(text ?? ''))
    expect(figures).toHaveLength(13)
    expect(figures[0]).toBeCloseTo(scored.base_value, 2)
    expect(figures.at(-1)).toBeCloseTo(scored.margin, 2)
    const sum = figures.slice(0, -1).reduce((total, value) => total + value, 0)
    // Twelve figures of two decimals: each may be off by half of the last digit.
    expect(Math.abs(sum - scored.margin)).toBeLessThan(12 * 0.005 + 0.01)
    await page.getByText(/The model puts the probability of fraud at/).waitFor()
    await page.getByText(/^All \d+ contributions$/).click()
    await page.getByText('amount_log', { exact: true }).waitFor()
    await page.getByText('By family', { exact: true }).click()
    await page.getByRole('table', { name: /Contributions of the families/ }).waitFor()
    await table.waitFor({ state: 'hidden' })
    // It is streamed after the rest of the page.
    await page.getByText(/changes tried$/).waitFor()
  })

  test('records a decision with its notes, and undoes it within the time limit', async () => {
    const scored = await score({ nameOrig: 'C-decide' })
    const { page } = screen
    await openAs(page, pathOf(scored), minted.emailOf.analyst)
    await page.getByLabel('Notes (optional)').fill(HOSTILE)
    await page.getByRole('button', { name: 'Confirm fraud' }).click()
    const undo = page.getByRole('button', { name: /Undo/ })
    await undo.getByText(/[45]:\d\d/).waitFor()
    await told(page, 'Decision recorded: Confirmed fraud')
    await page.getByText(HOSTILE, { exact: true }).first().waitFor()
    await undo.click()
    await page.getByText('Undone: Confirmed fraud').waitFor()
    await page.getByRole('button', { name: 'Escalate' }).click()
    await page.getByRole('button', { name: /Undo/ }).waitFor()
    // An escalated transaction is not finished: it can still be decided either way.
    await page.getByRole('button', { name: 'False positive' }).click()
    await told(page, 'Decision recorded: False positive')
    const history = page.getByRole('region', { name: 'Decision history' }).getByRole('listitem')
    await history.nth(3).waitFor()
    expect((await history.allInnerTexts()).map((text) => text.split('\n')[0])).toEqual([
      'False positive',
      'Escalated',
      'Undone',
      'Confirmed fraud',
    ])
  })

  test('decides by key, but not while the user types', async () => {
    const scored = await score({ nameOrig: 'C-keys' })
    const { page } = screen
    await openAs(page, pathOf(scored), minted.emailOf.analyst)
    const notes = page.getByLabel('Notes (optional)')
    await notes.pressSequentially('123')
    expect(await notes.inputValue()).toBe('123')
    expect(await page.getByRole('button', { name: /Undo/ }).count()).toBe(0)
    await notes.blur()
    await page.keyboard.press('2')
    await told(page, 'Decision recorded: False positive')
  })

  test('lets a senior analyst block the sender after a confirmation, and never an analyst', async () => {
    const scored = await score({ nameOrig: 'C-to-block' })
    const { page } = screen
    await openAs(page, pathOf(scored), minted.emailOf.senior_analyst)
    const block = page.getByRole('region', { name: 'Sender' }).getByRole('button', { name: 'Block' })
    await block.click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('From now on every transaction with it is blocked').waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await block.click()
    await dialog.getByLabel('Reason').fill('Mule account')
    await dialog.getByRole('button', { name: 'Block account' }).click()
    await told(page, 'C-to-block is blocked.')
    const next = await score({ nameOrig: 'C-to-block', step: 701 })
    await openPage(page, pathOf(next))
    await page.getByText(/^Blocked whatever the model says: the sender is on the blocked list/).waitFor()

    const analyst = await openScreen(browser, server.url)
    await openAs(analyst.page, pathOf(next), minted.emailOf.analyst)
    await analyst.page
      .getByText('Only senior analysts and administrators can block or trust an entity.')
      .waitFor()
    expect(await analyst.page.getByRole('button', { name: /Block/ }).count()).toBe(0)
    await analyst.close()
  })

  test('shows stored markup as plain text, on the page and in the queue', async () => {
    const scored = await score({
      nameOrig: HOSTILE,
      merchant_category: '<script>alert(2)</script>',
      metadata: { '<b>key</b>': '<svg onload=alert(3)>' },
    })
    const { page } = screen
    await openAs(page, pathOf(scored), minted.emailOf.analyst)
    for (const text of [HOSTILE, '<script>alert(2)</script>', '<b>key</b>', '<svg onload=alert(3)>']) {
      await page.getByText(text, { exact: true }).first().waitFor()
    }
    await openPage(page, '/queue?outcome=all&order=time')
    await page.getByText(HOSTILE).first().waitFor()
    expect(await page.locator('img').count()).toBe(0)
  })

  test('returns 404 for a transaction of another tenant as for an unknown one', async () => {
    const scored = await score({ nameOrig: 'C-foreign' })
    const stranger = await mintTenant()
    const { page } = screen
    await openAs(page, '/queue', stranger.emailOf.admin)
    const missing = '/transactions/00000000-0000-4000-8000-000000000000'
    for (const path of [pathOf(scored), missing, '/transactions/not-an-id']) {
      expect((await openPage(page, path))?.status()).toBe(404)
      await page.getByRole('heading', { name: 'Transaction not found' }).waitFor()
    }
    expectOnlyRejections(screen, 404)
  })

  test('gives every page scripts with a fresh nonce and no inline style', async () => {
    const scored = await score({ nameOrig: 'C-policy' })
    const { page } = screen
    await openAs(page, pathOf(scored), minted.emailOf.analyst)
    for (const path of [pathOf(scored), '/queue', '/login']) {
      const [first, second] = [await page.request.get(path), await page.request.get(path)]
      const policy = first.headers()['content-security-policy'] ?? ''
      expect(policy).not.toBe(second.headers()['content-security-policy'])
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
      const html = await first.text()
      const scripts = html.match(/<script\b[^>]*>/g) ?? []
      expect(scripts.length).toBeGreaterThan(3)
      expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([])
      const styles = [...html.matchAll(/<[a-z][^>]*\sstyle="([^"]*)"/g)].map(([, style]) => style)
      expect(styles.filter((style) => style !== STREAMED_SVG_STYLE)).toEqual([])
    }
  })
})

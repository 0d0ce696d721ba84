import type { Browser, Page } from 'playwright-core'
import { PROBLEMS } from '@/lib/platform/errors'
import { describeInBrowser, openBrowser } from '../support/browser'
import { openPage, reopenPage } from '../support/open-page'
import { expectSoon } from '../support/screens'
import { sharedServer } from '../support/shared-server'

/** The viewer is busy with the document for a while, on a loaded machine for more than a minute. */
const PATIENCE_MS = 120_000

describeInBrowser('the public documentation', () => {
  let server: { url: string }
  let browser: Browser
  beforeAll(async () => {
    ;[server, browser] = await Promise.all([sharedServer(), openBrowser()])
  })

  /** A page without sign-in, and every error of its console. */
  async function visit(path: string): Promise<{ page: Page; complaints: string[] }> {
    const page = await browser.newPage()
    page.setDefaultTimeout(PATIENCE_MS)
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await openPage(page, server.url + path)
    return { page, complaints }
  }

  /**
   * The ids of the operations: the viewer draws only those near the window, on a loaded machine after it was passed. Reads
   * until it has `expected` and finds no more, or until time is up.
   */
  async function operationsShown(page: Page, expected: number): Promise<Set<string>> {
    const shown = new Set<string>()
    const deadline = Date.now() + PATIENCE_MS
    for (let before = -1; before < shown.size || (shown.size < expected && Date.now() < deadline);) {
      before = shown.size
      await scrollThrough(page, shown)
    }
    return shown
  }

  async function scrollThrough(page: Page, shown: Set<string>): Promise<void> {
    await page.evaluate(() => window.scrollTo(0, 0))
    for (let bottom = false; !bottom;) {
      bottom = await page.evaluate(() => scrollY + innerHeight >= document.documentElement.scrollHeight - 1)
      await page.waitForTimeout(50)
      const blocks = page.locator('.opblock')
      for (const id of await blocks.evaluateAll((found) => found.map((block) => block.id))) shown.add(id)
      await page.evaluate(() => window.scrollBy(0, innerHeight))
    }
  }

  test('the reference shows every operation, calls one, and violates no content security policy', async () => {
    const { page, complaints } = await visit('/docs')
    await page.waitForSelector('.opblock')
    const contract = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as { paths: object }
    const documented = Object.values(contract.paths).flatMap((item) => Object.keys(item as object)).length
    expect((await operationsShown(page, documented)).size).toBe(documented)

    await openPage(page, `${server.url}/docs#/Operations/getHealth`)
    await reopenPage(page)
    await page.click('#operations-Operations-getHealth .try-out__btn')
    await page.click('#operations-Operations-getHealth .execute')
    const response = page.locator('.live-responses-table')
    await expectSoon(async () => (await response.innerText()).includes('"status": "ok"'), true)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('the type of a problem and the list of problems link to its page', async () => {
    const rejected = await fetch(`${server.url}/api/queue`)
    const { type, title } = (await rejected.json()) as { type: string; title: string }
    const { page, complaints } = await visit(type)
    expect(await page.locator('h1').innerText()).toBe(title)
    await page.click('a[href="/docs/problems"]')
    await page.waitForURL('**/docs/problems')
    await expectSoon(() => page.locator('main li').count(), Object.keys(PROBLEMS).length)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('a problem that does not exist has no page', async () => {
    expect((await fetch(`${server.url}/docs/problems/constructor`)).status).toBe(404)
  })
})

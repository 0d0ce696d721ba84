import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { keepMessages } from './messages'
import { openPage, ready } from './open-page'
import { TEST_PASSWORD } from './tenant'

export const DESKTOP = { width: 1280, height: 800 }
export const PHONE = { width: 390, height: 844 }

/** Shorter than the time limit of a test, so that the failure names the step that waited. */
const PATIENCE_MS = 60_000
/** Charts and the network follow a new width with a delay. */
const RESIZED_MS = 30_000
/** The keys took too long, or what they opened does. */
const AGAIN_MS = 10_000

/** A browser without a graphics card logs this when it draws the network. */
const DRAWN_WITHOUT_GPU = /GL Driver Message .*GPU stall due to ReadPixels/

/** A page with separate cookies, and all errors of its console and its security policy. */
export interface Screen {
  page: Page
  complaints: string[]
  close(): Promise<void>
}

export async function openScreen(browser: Browser, baseURL: string, viewport = DESKTOP): Promise<Screen> {
  const context = await browser.newContext({ baseURL, viewport, reducedMotion: 'reduce' })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  await keepMessages(page)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (DRAWN_WITHOUT_GPU.test(message.text())) return
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  // An executed stored script would most likely open a dialog.
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  return { page, complaints, close: () => context.close() }
}

/** Fills the sign-in form of the page that is open. */
export async function submitSignIn(page: Page, email: string, password = TEST_PASSWORD): Promise<void> {
  await ready(page)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Signs in without the form, which other tests cover, and opens the page. */
export async function openAs(
  page: Page,
  path: string,
  email: string,
  password = TEST_PASSWORD,
): Promise<void> {
  await enterAs(page, email, password)
  await openPage(page, path)
}

/** Signs in without the form and opens no page. */
export async function enterAs(page: Page, email: string, password = TEST_PASSWORD): Promise<void> {
  const { request } = page.context()
  const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string }
  const response = await request.post('/api/auth/callback/credentials', {
    headers: { 'sec-fetch-site': 'same-origin' },
    form: { email, password, csrfToken, callbackUrl: '/dashboard', json: 'true' },
  })
  if (!response.ok()) throw new Error(`${email} could not sign in: ${response.status()}`)
}

/** How far the page scrolls horizontally once it has settled; tables scroll inside their own region instead. */
export async function sidewaysScroll(page: Page): Promise<number> {
  const read = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  let scroll = await read()
  for (const deadline = Date.now() + RESIZED_MS; scroll !== 0 && Date.now() < deadline; scroll = await read())
    await sleep(50)
  return scroll
}

/** The browser logs each rejected request; any other error fails. */
export function expectOnlyRejections(screen: Screen, status: number): void {
  const complaints = screen.complaints.splice(0)
  expect(complaints.length).toBeGreaterThan(0)
  expect(complaints.filter((text) => !text.includes(`responded with a status of ${status}`))).toEqual([])
}

/** Reads until the value equals the expected one; fails with the last one when time is up. */
export async function expectSoon<T>(read: () => Promise<T>, expected: T): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; ;) {
    try {
      return expect(await read()).toEqual(expected)
    } catch (difference) {
      if (Date.now() > deadline) throw difference
      await sleep(50)
    }
  }
}

/** Presses a key of the page, which is ready, and waits for its effect. */
export async function press(page: Page, key: string, effect: string): Promise<void> {
  await page.keyboard.press(key)
  await page.locator(effect).first().waitFor()
}

/** Presses keys in a row until they open the URL: the page forgets the first key after a second. */
export async function pressInRow(page: Page, keys: readonly string[], url: string): Promise<void> {
  const arrived = page.waitForURL(url).then(() => true)
  for (let isThere = false; !isThere;) {
    for (const key of keys) await page.keyboard.press(key)
    isThere = await Promise.race([arrived, sleep(AGAIN_MS, false)])
  }
}

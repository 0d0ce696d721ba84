import type { Browser, Page } from 'playwright-core'
import { TEST_PASSWORD } from './tenant'

export const DESKTOP = { width: 1280, height: 800 }
export const PHONE = { width: 390, height: 844 }

/** Shorter than the time limit of a test, so that the failure names the step that waited. */
const PATIENCE_MS = 60_000

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
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Signs in and opens the requested page. */
export async function signInTo(page: Page, path: string, email: string): Promise<void> {
  await page.goto(path)
  await page.waitForURL('**/login?**')
  await submitSignIn(page, email)
  await page.waitForURL((url) => url.pathname + url.search === path)
}

/** Signs in without the form, which other tests cover, and opens the page. */
export async function openAs(
  page: Page,
  path: string,
  email: string,
  password = TEST_PASSWORD,
): Promise<void> {
  const { request } = page.context()
  const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string }
  const response = await request.post('/api/auth/callback/credentials', {
    headers: { 'sec-fetch-site': 'same-origin' },
    form: { email, password, csrfToken, callbackUrl: path, json: 'true' },
  })
  if (!response.ok()) throw new Error(`${email} could not sign in: ${response.status()}`)
  await page.goto(path)
}

/** How far the page scrolls horizontally; tables scroll inside their own region instead. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** The browser logs each rejected request; any other error fails. */
export function expectOnlyRejections(screen: Screen, status: number): void {
  const complaints = screen.complaints.splice(0)
  expect(complaints.length).toBeGreaterThan(0)
  expect(complaints.filter((text) => !text.includes(`responded with a status of ${status}`))).toEqual([])
}

/** Presses a key until the page reacts: keys before its scripts have started have no effect. */
export async function pressUntilHeard(page: Page, key: string, sign: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  while ((await page.locator(sign).count()) === 0) {
    if (Date.now() > deadline) {
      const focus = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))
      throw new Error(`The page never heard ${key}; the focus was on ${focus}`)
    }
    await page.keyboard.press(key)
    await page.waitForTimeout(50)
  }
}

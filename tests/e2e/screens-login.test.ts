import type { Browser } from 'playwright-core'
import { accountOf } from '@/lib/access/auth/known-device'
import { describeInBrowser, openBrowser } from '../support/browser'
import { openPage, ready, reopenPage } from '../support/open-page'
import { withClient } from '../support/postgres'
import {
  expectOnlyRejections,
  expectSoon,
  openScreen,
  PHONE,
  type Screen,
  sidewaysScroll,
  submitSignIn,
} from '../support/screens'
import { sharedServer } from '../support/shared-server'
import { createTestUser, createTenant } from '../support/tenant'

/** Seconds that the account waits after its failures, from now on. */
const lengthenWait = (email: string, seconds: number) =>
  withClient('superuser', (db) =>
    db.query('update rate_limits set expire = $2 where key like $1', [
      `sign-in-wait:${accountOf(email)}:%`,
      Date.now() + seconds * 1000,
    ]),
  )

describeInBrowser('the sign-in screen', () => {
  let server: { url: string }
  let browser: Browser
  let screen: Screen
  let email: string
  beforeAll(async () => {
    ;[server, browser] = await Promise.all([sharedServer(), openBrowser()])
  })
  beforeEach(async () => {
    email = (await createTestUser(await createTenant(), 'analyst')).email
    screen = await openScreen(browser, server.url)
  })
  afterEach(async () => {
    expect(screen.complaints).toEqual([])
    await screen.close()
  })

  test('opens the requested page with its filters, and signs out', async () => {
    const { page } = screen
    await openPage(page, '/queue?risk_band=high&order=time')
    await page.waitForURL('**/login?**')
    await submitSignIn(page, email)
    await page.waitForURL('**/queue?risk_band=high&order=time')
    await ready(page)
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByText(email).waitFor()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL('**/login')
    await openPage(page, '/queue')
    await page.waitForURL('**/login?**')
  })

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https:evil.example',
    '/%2f%2fevil.example',
    'javascript:alert(1)',
  ])('never redirects to another site: %s', async (callbackUrl) => {
    const { page } = screen
    await openPage(page, `/login?callbackUrl=${encodeURIComponent(callbackUrl)}`)
    await submitSignIn(page, email)
    await page.waitForURL(`${server.url}/dashboard`)
  })

  test('shows one text for any wrong credential, and the time to wait after too many attempts', async () => {
    const { page } = screen
    await openPage(page, '/login')
    const notice = page.getByRole('alert').filter({ hasText: /\w/ })
    for (let failure = 0; failure < 5; failure++) {
      await submitSignIn(page, email, `wrong password ${failure}`)
      await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
      await notice.getByText('E-mail or password is wrong.').waitFor()
    }
    // Else the wait may be over before the next attempt on a busy machine.
    await lengthenWait(email, 20)
    await submitSignIn(page, email, 'wrong once more')
    await notice.getByText(/Too many attempts\. Retry in \d+ s\./).waitFor()
    await expectSoon(() => page.getByRole('button', { name: 'Sign in', exact: true }).isDisabled(), true)
    expectOnlyRejections(screen, 401)
    // The form becomes usable again when the wait ends.
    await page.getByText('Too many attempts').waitFor({ state: 'detached' })
    expect(await page.getByRole('button', { name: 'Sign in', exact: true }).isEnabled()).toBe(true)
  })

  test('offers demo sign-ins only in the demo', async () => {
    await openPage(screen.page, '/login')
    await screen.page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await screen.page.getByText('Demo sign-ins').count()).toBe(0)
  })

  test('fits a phone, and applies the stored theme before the first paint', async () => {
    const phone = await openScreen(browser, server.url, PHONE)
    await openPage(phone.page, '/login')
    expect(await sidewaysScroll(phone.page)).toBe(0)
    const background = () => phone.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const dark = await background()
    await phone.page.getByRole('button', { name: 'Switch between dark and light' }).click()
    const light = await background()
    expect(light).not.toBe(dark)
    await reopenPage(phone.page)
    expect(await background()).toBe(light)
    const html = await (await phone.page.request.get('/login')).text()
    expect(html).toMatch(/<html[^>]*class="([^"]+ )?light"/)
    expect(phone.complaints).toEqual([])
    await phone.close()
  })
})

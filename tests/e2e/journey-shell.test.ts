import { describeInBrowser } from '../support/browser'
import { growingRows, prepareJourney, SIZES } from '../support/journey'
import { openPage, reopenPage } from '../support/open-page'
import { expectSoon, press, pressInRow } from '../support/screens'

describeInBrowser('the shell', () => {
  const journey = prepareJourney()

  test.each(SIZES)('opens any command by a few letters, and restores the focus, %s', async (_, viewport) => {
    const [scored] = await journey.score({ nameOrig: 'C-looked-for', external_id: 'ext-4711' })
    const { page } = await journey.open('analyst', '/dashboard', viewport)
    const palette = page.getByRole('dialog', { name: 'Command palette' })
    await press(page, 'Control+k', '[role="dialog"]')
    await palette.getByRole('combobox').fill('looked')
    await palette.getByRole('option', { name: /C-looked-for/ }).waitFor()
    await palette.getByRole('combobox').fill('ext-4711')
    await palette.getByRole('option', { name: /ext-4711.*TRANSFER/ }).click()
    await page.waitForURL(`**/transactions/${scored?.transaction_id}`)

    await page.getByRole('button', { name: 'Search and commands' }).click()
    await palette.getByRole('combobox').fill('my cases')
    // The list with that name comes before the search for the text.
    await page.keyboard.press('Enter')
    await page.waitForURL('**/cases?assigned_to=me')
    await page.getByRole('button', { name: 'Search and commands' }).focus()
    await page.keyboard.press('Control+k')
    await palette.waitFor()
    await page.keyboard.press('Escape')
    await palette.waitFor({ state: 'detached' })
    await expectSoon(
      () => page.evaluate(() => document.activeElement?.textContent?.includes('and commands')),
      true,
    )
  })

  test.each(SIZES)(
    'lists its keys, and a key opens its page only with the permission, %s',
    async (_, viewport) => {
      await journey.score(...growingRows(1))
      const { page } = await journey.open('analyst', '/dashboard', viewport)
      const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
      await press(page, '?', '[role="dialog"]')
      await help.getByText('Open or close the command palette').waitFor()
      await page.keyboard.press('Escape')
      await help.waitFor({ state: 'detached' })
      await pressInRow(page, ['g', 'q'], '**/queue')
      await page.locator('[data-row-link]').first().waitFor()
      await page.keyboard.press('g')
      await page.keyboard.press('a')
      await page.keyboard.press('?')
      await help.getByText('Take the next alert').waitFor()
      expect(new URL(page.url()).pathname).toBe('/queue')
    },
  )

  test('keeps the page when a menu cannot be fetched, shows the error, and fetches it on retry', async () => {
    const screen = await journey.open('analyst', '/cases')
    const { page } = screen
    const account = page.getByRole('button', { name: /^Account:/ })
    await page.waitForLoadState('networkidle')
    await page.route('**/_next/static/chunks/**', (route) => route.abort())
    // The message library cannot be loaded either, so the browser shows this one.
    const message = page.waitForEvent('dialog')
    await account.click()
    expect((await message).message()).toContain('could not be loaded')
    await page.unroute('**/_next/static/chunks/**')
    await account.click()
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor()
    expect(await page.getByText('This page could not be shown').count()).toBe(0)
    const complaints = screen.complaints.splice(0)
    expect(complaints.filter((text) => !/net::ERR_FAILED|could not be loaded/.test(text))).toEqual([])
  })

  test.each(SIZES)('keeps the theme on every page and after a reload, %s', async (_, viewport) => {
    const { page } = await journey.open('analyst', '/dashboard', viewport)
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const dark = await background()
    await page.getByRole('button', { name: 'Switch between dark and light' }).click()
    await page.waitForFunction((before) => getComputedStyle(document.body).backgroundColor !== before, dark)
    const light = await background()
    await reopenPage(page)
    expect(await background()).toBe(light)
    await openPage(page, '/cases')
    expect(await background()).toBe(light)
  })

  test.each(SIZES)('notifies the new assignee of a case immediately, %s', async (_, viewport) => {
    const { page } = await journey.open('analyst', '/dashboard', viewport)
    await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
    const senior = await journey.open('senior_analyst', '/cases', viewport)
    await senior.page.getByRole('button', { name: 'New case' }).click()
    const dialog = senior.page.getByRole('dialog')
    await dialog.getByLabel('Title').fill('For the analyst')
    await dialog.getByLabel('Assignee').selectOption({ label: 'analyst' })
    await dialog.getByRole('button', { name: 'Open case' }).click()
    await senior.page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)

    await page.getByRole('button', { name: 'Notifications, 1 unread' }).click()
    const list = page.getByRole('dialog', { name: 'Notifications' })
    await list.getByText('For the analyst').waitFor()
    await list.getByRole('button', { name: 'Mark all as read' }).click()
    await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
  })
})

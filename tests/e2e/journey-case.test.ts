import type { Page } from 'playwright-core'
import { describeInBrowser } from '../support/browser'
import { growingRows, prepareJourney, SIZES } from '../support/journey'
import { told } from '../support/messages'
import { openPage } from '../support/open-page'
import { expectOnlyRejections, expectSoon } from '../support/screens'

describeInBrowser('a case', () => {
  const journey = prepareJourney()

  /** Creates a case with one transaction through the API, as the user of the page, and opens it. */
  async function openCase(page: Page, title: string): Promise<void> {
    const [scored] = await journey.score(...growingRows(1))
    const id = await page.evaluate(
      async (body) => {
        const response = await fetch('/api/cases', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
        return ((await response.json()) as { id: string }).id
      },
      { title, priority: 'high', assigned_to: null, transaction_ids: [scored?.transaction_id], entities: [] },
    )
    await openPage(page, `/cases/${id}`)
    await page.getByRole('heading', { name: title }).waitFor()
  }
  /** The requests that reload the page's data from now on. */
  const refreshesOf = (page: Page, path: string): string[] => {
    const refreshes: string[] = []
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (url.pathname === path && request.headers().rsc !== undefined) refreshes.push(url.href)
    })
    return refreshes
  }
  const chooseStatus = async (page: Page, status: string) => {
    await page.getByRole('button', { name: /^Status:/ }).click()
    await page.getByRole('menuitem', { name: new RegExp(`^${status}`) }).click()
  }

  test.each(SIZES)(
    'is opened and assigned, and a colleague is notified of a mention immediately, %s',
    async (_, viewport) => {
      const colleague = await journey.open('senior_analyst', '/dashboard', viewport)
      const { page } = await journey.open('analyst', '/cases', viewport)
      await page.getByRole('button', { name: 'New case' }).click()
      await page.getByRole('dialog').getByLabel('Title').fill('Two accounts, one device')
      await page.getByRole('dialog').getByLabel('Priority').selectOption('critical')
      await page.getByRole('dialog').getByRole('button', { name: 'Open case' }).click()
      await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
      await page.getByRole('heading', { name: 'Two accounts, one device' }).waitFor()
      await page.getByRole('button', { name: 'Take it' }).click()
      await told(page, /^Assigned to/)

      const note = page.getByLabel('Write a note')
      await note.pressSequentially('Please look, @senior')
      await page.getByRole('option', { name: 'senior_analyst' }).waitFor()
      await note.press('Enter')
      await expectSoon(async () => (await note.inputValue()).includes('@senior_analyst'), true)
      await note.press('Control+Enter')
      await told(page, 'Note added')
      await expectSoon(() => note.inputValue(), '')

      await colleague.page.getByRole('button', { name: 'Notifications, 1 unread' }).click()
      await colleague.page.getByRole('dialog', { name: 'Notifications' }).getByRole('link').first().click()
      await colleague.page.getByRole('heading', { name: 'Two accounts, one device' }).waitFor()
      await colleague.page.getByText('Please look,').first().waitFor()
      await colleague.page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
    },
  )

  test.each(SIZES)('keeps the text of two users who change it at the same time, %s', async (_, viewport) => {
    const one = await journey.open('analyst', '/cases', viewport)
    await openCase(one.page, 'Contested')
    const other = await journey.open('senior_analyst', new URL(one.page.url()).pathname, viewport)
    await other.page.getByRole('heading', { name: 'Contested' }).waitFor()
    await one.page.getByRole('button', { name: 'Edit the title' }).click()
    await one.page.getByLabel(/^Title of/).fill('The title of the first')
    await one.page.getByLabel('Write a note').fill('Half a thought')

    await other.page.getByLabel('Priority').selectOption('critical')
    await told(other.page, 'Priority critical')
    await one.page.getByRole('button', { name: 'Save', exact: true }).click()
    const panel = one.page.getByRole('alert').filter({ hasText: 'another user changed the case first' })
    await panel.getByText(/senior_analyst .*priority/i).waitFor()
    expectOnlyRejections(one, 412)
    await panel.getByRole('button', { name: 'Load their changes and keep my text' }).click()
    await panel.waitFor({ state: 'detached' })
    await expectSoon(() => one.page.getByLabel('Priority').inputValue(), 'critical')
    expect(await one.page.getByLabel(/^Title of/).inputValue()).toBe('The title of the first')
    expect(await one.page.getByLabel('Write a note').inputValue()).toBe('Half a thought')
    await one.page.getByRole('button', { name: 'Save', exact: true }).click()
    await one.page.getByRole('heading', { name: 'The title of the first' }).waitFor()
    await other.page.getByRole('heading', { name: 'The title of the first' }).waitFor()
  })

  test('shows the user’s own change without a refresh, and a colleague’s change with one', async () => {
    const one = await journey.open('analyst', '/cases')
    await openCase(one.page, 'Counted')
    const path = new URL(one.page.url()).pathname
    const other = await journey.open('senior_analyst', path)
    await other.page.getByRole('heading', { name: 'Counted' }).waitFor()
    const [mine, theirs] = [refreshesOf(one.page, path), refreshesOf(other.page, path)]

    await one.page.getByLabel('Priority').selectOption('critical')
    await told(one.page, 'Priority critical')
    await one.page.getByText(/changed the priority from High to Critical/).waitFor()
    await one.page.getByText(/Its priority is critical/).waitFor()
    await one.page.getByLabel('Write a note').fill('Called the customer')
    await one.page.getByRole('button', { name: 'Add note' }).click()
    await one.page.getByText('Called the customer').waitFor()
    // The colleague's tab has received both events, so this tab has, too.
    await other.page.getByText('Called the customer').waitFor()
    await one.page.waitForTimeout(1_500)
    expect(mine).toEqual([])
    expect(theirs.length).toBeGreaterThan(0)

    await other.page.getByRole('button', { name: 'Take it' }).click()
    await one.page.getByText(/assigned the case to senior_analyst/).waitFor()
    expect(mine).toHaveLength(1)
  })

  test.each(SIZES)(
    'needs an outcome and a summary to be closed, and a reason to be reopened, %s',
    async (_, viewport) => {
      const { page } = await journey.open('analyst', '/cases', viewport)
      await openCase(page, 'Soon done')
      await chooseStatus(page, 'Closed')
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Close case' }).click()
      await dialog.getByText('Choose how the case ended.').waitFor()
      await dialog.getByText('A closed case needs a summary.').waitFor()
      await dialog.getByLabel('Outcome').selectOption('confirmed_fraud')
      await dialog.getByLabel('Summary').fill('A mule, reported')
      await dialog.getByText(/^One alert of this case is open: decided with the case/).waitFor()
      await dialog.getByRole('button', { name: 'Close case' }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Status: Closed. Change' }).waitFor()
      await page.getByText(/closed the case: Confirmed fraud, and decided its 1 alert/).waitFor()
      await expectSoon(() => page.getByLabel('Priority').isDisabled(), true)

      await chooseStatus(page, 'Reopen')
      await dialog.getByLabel('Reason').fill('The customer came back')
      await dialog.getByRole('button', { name: 'Reopen case' }).click()
      await page.getByRole('button', { name: 'Status: Open. Change' }).waitFor()
      // History is kept: the outcome and summary are still shown.
      await page.getByText('A mule, reported').first().waitFor()
    },
  )

  test.each(SIZES)('is exported as a PDF, %s', async (_, viewport) => {
    const { page } = await journey.open('analyst', '/cases', viewport)
    await openCase(page, 'For the file')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export PDF' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.pdf$/)
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    const file = Buffer.concat(chunks)
    expect(file.subarray(0, 5).toString()).toBe('%PDF-')
    expect(file.subarray(-64).toString()).toContain('%%EOF')
  })
})

import type { Page } from 'playwright-core'
import { OPEN_LAYER } from './accessibility'
import { press as pressKey } from './screens'

/** Overlays of screens: menus, dialogs, bars and messages, each with the maximum content. */
interface Layer {
  name: string
  /** The screen that it is opened on. */
  on: string
  open: (page: Page) => Promise<unknown>
  only?: 'phone'
}

const CLOSED_MS = 60_000

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const dialog = (page: Page) => page.getByRole('dialog')
const pick = async (page: Page, rows: number) => {
  for (let i = 0; i < rows; i++)
    await page
      .getByRole('checkbox', { name: /^Select/ })
      .nth(i + 1)
      .check()
  await page.getByRole('region', { name: 'Selection' }).waitFor()
}

const LAYERS: readonly Layer[] = [
  {
    name: 'the command palette',
    on: '/models',
    open: async (page) => {
      await press(page, 'Search and commands')
      await dialog(page).getByRole('combobox').fill('CASE-1')
      await page.getByText(/found by “CASE-1”/).waitFor()
    },
  },
  {
    name: 'the keys of the queue',
    on: '/queue',
    open: (page) => pressKey(page, '?', '[role="dialog"]'),
  },
  {
    name: 'the notifications',
    on: '/models',
    open: async (page) => {
      await press(page, /^Notifications/)
      await dialog(page).getByRole('link').first().waitFor()
    },
  },
  {
    name: 'the user menu',
    on: '/models',
    open: async (page) => {
      await press(page, /^Account/)
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'the navigation of a phone',
    on: '/models',
    only: 'phone',
    open: async (page) => {
      await press(page, 'Open navigation')
      await dialog(page).waitFor()
    },
  },
  {
    name: 'more filters of the queue',
    on: '/queue?decision=decided',
    open: async (page) => {
      const all = page.getByText('Filters and order')
      if (await all.isVisible()) await all.click()
      await press(page, /^More filters/)
      await dialog(page).waitFor()
    },
  },
  { name: 'a selection in the queue', on: '/queue', open: (page) => pick(page, 2) },
  {
    name: 'the question before many decisions',
    on: '/queue',
    open: async (page) => {
      await page.getByRole('checkbox', { name: /^Select all/ }).check()
      await press(page, 'Confirm fraud')
      await page.getByRole('alertdialog').waitFor()
    },
  },
  {
    name: 'further filters of a search',
    on: '/investigate?q=nothing-has-this',
    open: async (page) => {
      await page
        .getByRole('button', { name: /^(More filters|Filters)/ })
        .locator('visible=true')
        .click()
      await page.getByLabel('Score from').locator('visible=true').waitFor()
    },
  },
  {
    name: 'the saved views',
    on: '/investigate?q=nothing-has-this',
    open: async (page) => {
      await press(page, /^Saved views/)
      await dialog(page).waitFor()
    },
  },
  {
    name: 'a selection in a search, to be added to a case',
    on: '/investigate?risk_band=high',
    open: async (page) => {
      await pick(page, 2)
      await press(page, 'Add to case')
      await dialog(page).getByRole('tab', { name: 'Add to existing' }).click()
      await dialog(page).getByRole('tabpanel').locator('visible=true').waitFor()
    },
  },
  {
    name: 'a new case',
    on: '/cases',
    open: async (page) => {
      await press(page, 'New case')
      await press(page, 'Open case')
      await page.getByText('A case needs a title.').waitFor()
    },
  },
  {
    name: 'where a case may go',
    on: 'a case',
    open: async (page) => {
      await press(page, /^Status:/)
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'the end of a case',
    on: 'a case',
    open: async (page) => {
      await press(page, /^Status:/)
      await page.getByRole('menuitem', { name: /^Closed/ }).click()
      await press(page, 'Close case')
      await page.getByText('A closed case needs a summary.').waitFor()
    },
  },
  {
    name: 'the block of an account',
    on: 'an account',
    open: async (page) => {
      await press(page, /^(Block|Unblock)$/)
      await page.getByRole('dialog').or(page.getByRole('alertdialog')).waitFor()
    },
  },
  {
    name: 'a new entry of a list',
    on: '/watchlists',
    open: async (page) => {
      await press(page, 'Add entry')
      await press(page, 'Add to blocked')
      await page.getByText('Say why it is blocked.').waitFor()
    },
  },
  {
    name: 'a file of entries with a bad row',
    on: '/watchlists',
    open: async (page) => {
      await press(page, 'Import CSV')
      await dialog(page)
        .getByLabel('CSV file')
        .setInputFiles({
          name: 'list.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from('id,list\r\nC-1,blacklisted\r\n'),
        })
      await page.getByRole('table', { name: 'Rejected rows' }).waitFor()
    },
  },
  {
    name: 'the upload of a bundle without a file',
    on: '/models',
    open: async (page) => {
      await press(page, 'Upload a bundle')
      await dialog(page).getByRole('button', { name: 'Upload' }).click()
      await dialog(page).getByRole('alert').waitFor()
    },
  },
  {
    name: 'the question before a model is moved',
    on: '/models',
    open: async (page) => {
      await press(page, /^Make shadow/)
      await dialog(page).waitFor()
    },
  },
  {
    name: 'the change of an entry',
    on: '/watchlists',
    open: async (page) => {
      await press(page, /^Edit /)
      await dialog(page).waitFor()
    },
  },
  {
    name: 'the question before an entry is taken off',
    on: '/watchlists',
    open: async (page) => {
      await press(page, /^Remove /)
      await page.getByRole('alertdialog').waitFor()
    },
  },
  {
    name: 'a time that no case can have',
    on: '/cases/sla',
    open: async (page) => {
      await page.getByLabel('Critical (hours)').fill('soon')
      await page.getByText(/^Enter a number of hours/).waitFor()
    },
  },
  {
    name: 'a message',
    on: '/watchlists?list=trusted',
    open: async (page) => {
      await press(page, 'Export CSV')
      await page.getByText(/entr(y|ies) exported$/).waitFor()
    },
  },
  {
    name: 'what an event changed, and what the chain proves',
    on: '/audit',
    open: async (page) => {
      for (const summary of (await page.locator('main summary').all()).slice(0, 4)) await summary.click()
    },
  },
]

/** The layers of a screen, in an order in which each opens over what the one before leaves. */
export const layersOn = (screen: string): readonly Layer[] => LAYERS.filter(({ on }) => on === screen)

/** Presses Escape until nothing is open over the page. */
export async function closeLayers(page: Page): Promise<void> {
  const layers = page.locator(OPEN_LAYER).locator('visible=true')
  for (const deadline = Date.now() + CLOSED_MS; (await layers.count()) > 0;) {
    if (Date.now() > deadline) throw new Error(`Escape closes no ${await layers.first().innerText()}`)
    await page.keyboard.press('Escape')
    await page.waitForTimeout(50)
  }
}

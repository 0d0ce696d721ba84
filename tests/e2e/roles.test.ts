import type { Page } from 'playwright-core'
import { ROLES, type Role } from '@/lib/contract/permissions'
import { changeCase, createCase } from '@/lib/desk/cases'
import { describeInBrowser } from '../support/browser'
import { requestPolicy } from '../integration/governance/changes/support'
import { growingRows, prepareJourney } from '../support/journey'
import { openPage } from '../support/open-page'
import { findScreens, SCREENS, settled } from '../support/product-screens'
import { expectSoon } from '../support/screens'

const SENIOR: readonly Role[] = ['senior_analyst', 'admin']
const ADMIN: readonly Role[] = ['admin']

/** Screens that need a permission. */
const SEEN_BY: Partial<Record<string, readonly Role[]>> = {
  '/audit': SENIOR,
  '/upload': SENIOR,
  '/settings/people': ADMIN,
  '/settings/keys': ADMIN,
  '/settings/alerts': ADMIN,
  '/settings/alerts?status=failed': ADMIN,
  '/settings/stream': ADMIN,
  '/settings/jobs': ADMIN,
  '/settings/institution': ADMIN,
  '/settings/policy': ADMIN,
  '/settings/changes': ADMIN,
  'a change': ADMIN,
}
/** The permission is that of the route: what a URL selects on a page does not change it. */
const PAGES = SCREENS.filter(
  ({ open, route }, i) => !open && SCREENS.findIndex((screen) => screen.route === route) === i,
)
const DAILY = ['Dashboard', 'Queue', 'Investigate', 'Cases', 'Watchlists']
const GOVERNANCE = ['Models', 'Drift', 'Tuner', 'Settings']
const SECTIONS: Record<Role, string[]> = {
  analyst: [...DAILY, ...GOVERNANCE],
  senior_analyst: [...DAILY, 'Upload', 'Audit', ...GOVERNANCE],
  admin: [...DAILY, 'Upload', 'Audit', ...GOVERNANCE, 'API docs'],
}

/**
 * Actions with a permission: their button or field, the explanation for other roles, and the request that the server
 * then rejects.
 */
interface Tool {
  name: string
  on: string
  button?: string
  field?: string
  says?: string
  may: readonly Role[]
  asks: [method: string, path: string, body?: object]
}

const TOOLS: readonly Tool[] = [
  {
    name: 'the audit log as a file',
    on: '/audit',
    button: 'Export CSV',
    says: 'Only administrators can export the audit log.',
    may: ADMIN,
    asks: ['GET', '/api/audit/export.csv'],
  },
  {
    name: 'a search as a file',
    on: '/investigate',
    button: 'Export CSV',
    says: 'Only senior analysts and administrators can export transactions.',
    may: SENIOR,
    asks: ['GET', '/api/investigate/export.csv'],
  },
  {
    name: 'a new entry of a list',
    on: '/watchlists',
    button: 'Add entry',
    may: SENIOR,
    says: 'Only senior analysts and administrators can block or trust an entity.',
    asks: ['POST', '/api/watchlists', { entity_id: 'C-1', list_type: 'trusted' }],
  },
  {
    name: 'a file of entries',
    on: '/watchlists',
    button: 'Import CSV',
    may: SENIOR,
    asks: ['POST', '/api/watchlists/import?dry_run=true'],
  },
  {
    name: 'the lists as a file',
    on: '/watchlists',
    button: 'Export CSV',
    may: SENIOR,
    asks: ['GET', '/api/watchlists/export.csv'],
  },
  {
    name: 'blocking an account',
    on: 'an account',
    button: 'Block',
    may: SENIOR,
    says: 'Only senior analysts and administrators can block or trust an entity.',
    asks: ['POST', '/api/watchlists', { entity_id: 'C-2', list_type: 'blocked', reason: 'Mule' }],
  },
  {
    name: 'the time that a case may take',
    on: '/cases/sla',
    field: 'Critical (hours)',
    may: ADMIN,
    says: 'Only administrators can change the SLA policy.',
    asks: ['PUT', '/api/sla-policies', { critical: 120 }],
  },
]

describeInBrowser('what a role can see and do', () => {
  const journey = prepareJourney()

  /** One object of each kind, the first page, and the URLs of all screens, which administrators find by their links. */
  async function enter(role: Role) {
    await journey.score({ ...growingRows(1)[0], device_id: 'D-1' })
    const { admin } = journey.minted().as
    const about = { priority: 'low' as const, transaction_ids: [], entities: [] }
    await createCase(admin, { ...about, title: 'To look at' })
    const { id } = await createCase(admin, { ...about, title: 'Over' })
    const end = { status: 'closed', outcome: 'false_positive', summary: 'Nothing' } as const
    await changeCase(admin, id, 1, end)
    await requestPolicy(admin, { block_threshold: 0.95 })
    const paths = await findScreens((await journey.enter('admin')).page)
    return { ...(await journey.open(role, '/dashboard')), paths }
  }
  /** The alerts of a page as the server sends it, which takes a tenth of the time of opening it. */
  const alertsIn = (page: Page, html: string) =>
    page.evaluate((text) => {
      const alerts = new DOMParser().parseFromString(text, 'text/html').querySelectorAll('[role="alert"]')
      return Array.from(alerts, (alert) => alert.textContent?.trim() ?? '').filter(Boolean)
    }, html)

  test.each(ROLES)('%s: every page is shown or explains the missing permission', async (role) => {
    const { page, paths, complaints } = await enter(role)
    const sections = page.getByRole('navigation', { name: 'Main' }).getByRole('link')
    const names = (await sections.allInnerTexts()).map((text) => text.split('\n')[0])
    expect(names).toEqual(SECTIONS[role])

    for (const { name, missing = false } of PAGES) {
      const response = await page.request.get(paths.get(name) ?? '')
      const seen = SEEN_BY[name]?.includes(role) ?? true
      const alerts = await alertsIn(page, await response.text())
      expect([name, response.status()]).toEqual([name, missing ? 404 : 200])
      expect([name, alerts]).toEqual([
        name,
        seen ? [] : [expect.stringContaining('Your role cannot see this')],
      ])
    }
    expect(complaints).toEqual([])
  })

  test.each(ROLES)(
    '%s: actions without permission are not offered but explained, and rejected by the server',
    async (role) => {
      const { page, paths } = await enter(role)
      let open = ''
      for (const { name, on, button = '', field, says, may, asks } of TOOLS) {
        const allowed = may.includes(role)
        if (SEEN_BY[on]?.includes(role) ?? true) {
          if (on !== open) {
            await openPage(page, paths.get(on) ?? '')
            await settled(page)
            open = on
          }
          const [kind, label] = field ? (['textbox', field] as const) : (['button', button] as const)
          const offered = page.getByRole(kind, { name: label, exact: true, disabled: false })
          await expectSoon(async () => [name, await offered.count()], [name, allowed ? 1 : 0])
          if (says)
            await expectSoon(async () => [name, await page.getByText(says).count()], [name, allowed ? 0 : 1])
        }
        const [method, path, data] = asks
        const response = await page.request.fetch(path, {
          method,
          headers: { 'sec-fetch-site': 'same-origin' },
          ...(data && { data }),
        })
        const rejected = response.status() === 403 && ((await response.json()) as { type: string })
        expect([name, rejected && rejected.type]).toEqual([
          name,
          allowed ? false : '/docs/problems/missing-permission',
        ])
      }
    },
  )
})

import { createApiKey, revokeApiKey, rotateApiKey } from '@/lib/access/api-keys'
import { changeUser } from '@/lib/access/users'
import { addNote, changeCase, createCase, editNote } from '@/lib/desk/cases'
import { createRule, deleteRule } from '@/lib/messaging/alerts'
import type { RuleInput } from '@/lib/messaging/alerts/schema'
import { changeChannel, createChannel } from '@/lib/messaging/delivery'
import { addToWatchlist, changeEntry, importEntries, removeFromWatchlist } from '@/lib/desk/watchlists'
import { closeDatabase } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { verifyInstitution } from '@/scripts/audit-verify'
import { requestPolicy } from '../../governance/changes/support'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { verify } from './support'

/** An attacker with full access changes rows that change by design; `audit:verify` compares them with the audit log. */

let minted: MintedTenant
let ids: Record<
  | 'case_notes'
  | 'cases'
  | 'watchlist_entries'
  | 'users'
  | 'api_keys'
  | 'change_requests'
  | 'alert_rules'
  | 'alert_channels',
  string
>
let edited: string

beforeAll(async () => {
  minted = await mintTenant({ recorded: true })
  const { analyst, senior_analyst: senior, admin } = minted.as
  const opened = await createCase(senior, {
    title: 'mules',
    priority: 'high',
    transaction_ids: [],
    entities: [],
  })
  const mentions = [senior.actor.id ?? '']
  const first = await addNote(analyst, opened.id, { body: 'the first text', mentions: [] })
  const second = await addNote(analyst, opened.id, { body: 'said so', mentions })
  edited = second.id
  await editNote(analyst, opened.id, edited, { body: 'said so twice, ünïcödé', mentions: [] })
  const changed = await changeCase(senior, opened.id, 1, { priority: 'low', assigned_to: senior.actor.id })
  const closed = { status: 'closed', outcome: 'confirmed_fraud', summary: 'three accounts' } as const
  await changeCase(senior, opened.id, changed.version, closed)
  const entry = { list_type: 'blocked', kind: 'account', reason: 'mule' } as const
  const kept = await addToWatchlist(admin, { ...entry, entity_id: 'C-kept' })
  await changeEntry(admin, kept.id, { reason: 'mule, twice', expires_at: '2027-06-01T00:00:00.000Z' })
  const removed = await addToWatchlist(admin, { ...entry, entity_id: 'C-removed' })
  await removeFromWatchlist(admin, removed.id)
  const csv = 'id,list\nC-imported,trusted\n'
  await importEntries(admin, csv, { dryRun: false })
  await changeUser(admin, analyst.actor.id ?? '', { role: 'senior_analyst' })
  const change = await requestPolicy(admin, {
    review_threshold: 0.4,
    block_threshold: 0.9,
    medium_from: 0.1,
    high_from: 0.5,
  })
  const key = await createApiKey(admin, { name: 'core', scopes: ['read'] })
  await revokeApiKey(admin, (await rotateApiKey(admin, key.id, {})).id)
  const channel = await createChannel(admin, { kind: 'in_app', name: 'us', roles: ['admin'] })
  await changeChannel(admin, channel.id, { enabled: false })
  const rule: RuleInput = {
    name: 'late cases',
    enabled: true,
    conditions: { kind: 'drift_alarm' },
    quiet_hours: null,
    digest_minutes: 0,
    dedupe: { by: 'subject', minutes: 0 },
    channel_ids: [channel.id],
  }
  await deleteRule(admin, (await createRule(admin, { ...rule, name: 'deleted' })).id)
  ids = {
    alert_channels: channel.id,
    alert_rules: (await createRule(admin, rule)).id,
    api_keys: key.id,
    case_notes: first.id,
    cases: opened.id,
    watchlist_entries: kept.id,
    users: analyst.actor.id ?? '',
    change_requests: change.id,
  }
})
afterAll(closeDatabase)

/** What the command says with this change, which is then taken back. */
const verifyWith = (text: string, values: unknown[]): Promise<string> =>
  withClient('superuser', async (client) => {
    await client.query('begin')
    await client.query("set local session_replication_role = 'replica'")
    await client.query(text, values)
    const lines = await verifyInstitution(client, minted.tenant, { now: new Date() })
    await client.query('rollback')
    return lines.join('\n')
  })

const broken = (words: string) => `${minted.tenant.slug}: BROKEN ${words}`

test('rows that only the product changed verify', async () => {
  expect(await verify(minted)).toContain(
    '; as recorded: 2 case_notes, 1 cases, 2 watchlist_entries, 3 users, 2 api_keys, 1 alert_rules, 1 alert_channels, 1 change_requests',
  )
})

test.each([
  ['case_notes', `body = 'another text'`, 'body'],
  ['case_notes', `mentions = array[user_id]`, 'mentions'],
  ['cases', `summary = 'no accounts'`, 'summary'],
  ['cases', `outcome = 'false_positive', title = 'two mules'`, 'outcome, title'],
  ['cases', 'assignee_id = null', 'assigned_to'],
  ['watchlist_entries', `reason = null`, 'reason'],
  ['watchlist_entries', `list_type = 'trusted'`, 'list_type'],
  ['watchlist_entries', `expires_at = expires_at + interval '1 ms'`, 'expires_at'],
  ['users', `role = 'admin'`, 'role'],
  ['users', `status = 'disabled'`, 'status'],
  ['api_keys', `scopes = '{read,score:write}'`, 'scopes'],
  ['alert_rules', `enabled = false`, 'enabled'],
  ['alert_rules', `conditions = '{"kind": "job_failed"}'`, 'conditions'],
  ['alert_channels', `target = 'analyst'`, 'target'],
  ['alert_channels', `enabled = true, disabled_reason = null`, 'enabled'],
  ['change_requests', `reason = 'as agreed'`, 'reason'],
  [
    'change_requests',
    `status = 'pending', applied_at = null, decided_by = null, decided_at = null`,
    'status',
  ],
] as const)('names a row of %s after: %s', async (table, change, fields) => {
  const said = await verifyWith(`update ${table} set ${change} where tenant_id = $1 and id = $2`, [
    minted.tenant.id,
    ids[table],
  ])
  expect(said).toBe(broken(`${table} ${ids[table]} changed: the audit log has another ${fields}`))
})

test('names the former text of a note that was edited', async () => {
  const said = await verifyWith("update case_notes set body = 'said so' where tenant_id = $1 and id = $2", [
    minted.tenant.id,
    edited,
  ])
  expect(said).toContain(broken(`case_notes ${edited} changed: the audit log has another body`))
})

test('names a revoked API key that works again', async () => {
  const said = await verifyWith('update api_keys set revoked_at = null where tenant_id = $1', [
    minted.tenant.id,
  ])
  expect(said).toMatch(/BROKEN api_keys .* changed: the audit log has another revoked/)
})

test.each(['case_notes', 'watchlist_entries', 'users', 'api_keys', 'change_requests'] as const)(
  'names a deleted row of %s',
  async (table) => {
    const values = [minted.tenant.id, ids[table]]
    const said = await verifyWith(`delete from ${table} where tenant_id = $1 and id = $2`, values)
    expect(said).toContain(broken(`${table} ${ids[table]} deleted: no row of the audit log removes it`))
  },
)

test('names inserted rows, and one that the product removed', async () => {
  const id = newId()
  const added = await verifyWith(
    `insert into case_notes (tenant_id, id, case_id, user_id, body, mentions) values ($1, $2, $2, $2, 'late', '{}')`,
    [minted.tenant.id, id],
  )
  expect(added).toContain(broken(`case_notes ${id} inserted: no row of the audit log adds it`))
  const returned = await verifyWith(
    `insert into watchlist_entries (tenant_id, id, kind, account_id, list_type, created_by)
     select tenant_id, object_id::uuid, 'account', 'C-removed', 'blocked', actor_id::uuid
       from audit_log where tenant_id = $1 and action = 'watchlist.removed'`,
    [minted.tenant.id],
  )
  expect(returned).toMatch(/BROKEN watchlist_entries .* inserted: no row of the audit log adds it/)
})

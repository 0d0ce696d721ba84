import { recordDecision, undoDecision } from '@/lib/desk/decisions'
import { addEntityNote } from '@/lib/desk/entities'
import { addCurrencyRate } from '@/lib/access/rates'
import { closeDatabase } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { verifyInstitution } from '@/scripts/audit-verify'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows, tyingRows, usePolicy } from '../../../support/scored-rows'
import { useRate } from '../../../support/currency-rates'
import { scoringKey } from '../../../support/scoring'
import { sealAll, verify, verifyAt } from './support'

/** An attacker with full access changes rows after they were sealed; `audit:verify` names them. */

let minted: MintedTenant
let tenantId: string
let ids: { transaction: string; prediction: string }[]
let decisionIds: string[]

beforeAll(async () => {
  minted = await mintTenant({ recorded: true })
  tenantId = minted.tenant.id
  await usePolicy(minted, [1e-9, 1e-8], [1e-9, 0.999999])
  const scored = await scoreRows(await scoringKey(minted), tyingRows(12, 'seal'))
  ids = scored.map((row) => ({ transaction: row.transaction_id, prediction: row.prediction_id }))
  for (const { transaction } of ids.slice(0, 3)) {
    await recordDecision(minted.as.analyst, transaction, {
      decision: 'confirmed_fraud',
      notes: 'saw the call',
    })
  }
  const account = { kind: 'account' as const, id: 'C-seal-from-0' }
  await addEntityNote(minted.as.analyst, account, { body: 'seen before' })
  await useRate(minted, 'EUR', '1.0842')
  await sealAll(minted)
  decisionIds = await idsOf('analyst_decisions')
})
afterAll(closeDatabase)

const idsOf = (table: string): Promise<string[]> =>
  withClient('superuser', async (client) => {
    const sql = `select id from ${table} where tenant_id = $1 order by id`
    return (await client.query<{ id: string }>(sql, [tenantId])).rows.map(({ id }) => id)
  })

/** What the command says with these changes, which are then taken back. */
const verifyWith = (
  statements: [text: string, values: unknown[]][],
  { now = new Date(), anchor }: { now?: Date; anchor?: string } = {},
): Promise<string> =>
  withClient('superuser', async (client) => {
    await client.query('begin')
    await client.query("set local session_replication_role = 'replica'")
    for (const [text, values] of statements) await client.query(text, values)
    const lines = await verifyInstitution(client, minted.tenant, { now, anchor })
    await client.query('rollback')
    return lines.join('\n')
  })

const broken = (words: string) => `${minted.tenant.slug}: BROKEN ${words}`
const later = () => new Date(Date.now() + 20 * 60_000)

test('unchanged rows verify, with their counts, also after decisions and undos', async () => {
  const [whole, counts = '', recorded] = (await verify(minted)).split(/ seals, |; as recorded: /)
  expect(whole).toMatch(/: whole, \d+ links, head [0-9a-f]{64}; \d+$/)
  expect(recorded).toBe(
    '0 case_notes, 0 cases, 0 watchlist_entries, 3 users, 1 api_keys, 0 alert_rules, 0 alert_channels, 0 change_requests',
  )
  // The tables come in the order of their first seals.
  expect(counts.split(', ').sort()).toEqual([
    '0 rows not due yet',
    '1 currency_rates',
    '1 entity_notes',
    '12 predictions',
    '2 policies',
    '3 analyst_decisions',
    '3 transaction_labels',
  ])
  const last = ids.at(-1)?.transaction ?? ''
  await recordDecision(minted.as.analyst, last, { decision: 'escalated', notes: 'later' })
  await undoDecision(minted.as.analyst, last)
  expect(await verify(minted)).toContain(', 2 rows not due yet')
  expect(await verifyAt(minted, later())).toContain(broken('analyst_decisions'))
  expect(await verifyAt(minted, later())).toContain('not sealed')
  await sealAll(minted)
  expect(await verifyAt(minted, later())).toContain(': whole,')
  expect(await verify(minted, '--since', new Date(Date.now() - 3_600_000).toISOString())).toContain(
    ': whole,',
  )
  expect(await verify(minted, '--since', later().toISOString())).toContain('; 0 seals, 0 rows')
})

test.each([
  ['predictions', 'score = 0.25'],
  ['predictions', `outcome = 'approve'`],
  ['predictions', `risk_band = case risk_band when 'high' then 'low' else 'high' end`],
  ['predictions', `answer = replace(answer, '"score"', '"Score"')`],
  ['predictions', 'features[3] = 7'],
  ['predictions', 'contributions[1] = 0'],
  ['predictions', `model_version = 'sentinel/9.9.9'`],
  ['predictions', `scored_at = scored_at + interval '1 ms'`],
  ['predictions', 'commit_order = commit_order + 1'],
  ['transactions', 'amount = amount + 0.01'],
  ['transactions', `receiver_account = 'C-mine'`],
  ['transactions', `occurred_at = occurred_at - interval '1 day'`],
])('names a row of %s after: %s', async (table, change) => {
  const id = (table === 'transactions' ? ids[4]?.transaction : ids[4]?.prediction) ?? ''
  const said = await verifyWith([
    [`update ${table} set ${change} where tenant_id = $1 and id = $2`, [tenantId, id]],
  ])
  expect(said).toMatch(new RegExp(`BROKEN ${table} ${id} changed after it was sealed at \\d{4}-`))
})

test('names a decision whose notes, decision or author was changed', async () => {
  for (const change of [
    `notes = 'saw nothing'`,
    'notes = null',
    `decision = 'false_positive'`,
    `user_id = id`,
  ]) {
    const [id = ''] = decisionIds
    const said = await verifyWith([
      [`update analyst_decisions set ${change} where tenant_id = $1 and id = $2`, [tenantId, id]],
    ])
    expect(said).toContain(broken(`analyst_decisions ${id} changed after it was sealed`))
  }
})

test('names a currency rate that was changed, deleted or inserted, and accepts a later rate', async () => {
  const [id = ''] = await idsOf('currency_rates')
  for (const change of ['rate = 0.1', `valid_from = valid_from - interval '1 day'`, `currency = 'GBP'`]) {
    const said = await verifyWith([
      [`update currency_rates set ${change} where tenant_id = $1 and id = $2`, [tenantId, id]],
    ])
    expect(said).toContain(broken(`currency_rates ${id} changed after it was sealed`))
  }
  const deleted = await verifyWith([['delete from currency_rates where tenant_id = $1', [tenantId]]])
  expect(deleted).toContain(broken(`currency_rates ${id} deleted after it was sealed`))
  const other = newId()
  const inserted = await verifyWith([
    [
      `insert into currency_rates (tenant_id, id, currency, valid_from, rate, actor_kind, actor_id, created_at)
       values ($1, $2, 'EUR', '2026-01-01', 9, 'user', 'u', now() - interval '30 days')`,
      [tenantId, other],
    ],
  ])
  expect(inserted).toContain(broken(`currency_rates ${other} not sealed: it is dated`))
  const rate = { currency: 'EUR', valid_from: '2016-01-01T00:00:00Z', rate: '1.09' }
  await addCurrencyRate(minted.as.admin, rate)
  await sealAll(minted)
  expect(await verify(minted)).toContain(': whole,')
})

test('accepts canonical texts given after the seal, with the former texts and an event in the chain', async () => {
  const id = ids[8]?.transaction ?? ''
  const canonicalize = (former: string): [string, unknown[]] => [
    `update transactions set sender_account = 'canonical', phone = '+491', received = jsonb_build_object(
       'sender_account', ${former}, 'phone', phone) where tenant_id = $1 and id = $2`,
    [tenantId, id],
  ]
  const event: [string, unknown[]] = [
    `insert into audit_log (tenant_id, actor_kind, action, object_kind, request_id, at)
     values ($1, 'system', 'data.canonicalized', 'tenant', 'r', now() + interval '1 second')`,
    [tenantId],
  ]
  const changed = broken(`transactions ${id} changed after it was sealed`)
  expect(await verifyWith([canonicalize('sender_account')])).toContain(changed)
  expect(await verifyWith([canonicalize('sender_account'), event])).not.toContain('transactions')
  expect(await verifyWith([canonicalize(`'C-other'`), event])).toContain(changed)
})

test('names deleted rows', async () => {
  const { transaction = '', prediction = '' } = ids[5] ?? {}
  const remove = (table: string, id: string): [string, unknown[]] => [
    `delete from ${table} where tenant_id = $1 and id = $2`,
    [tenantId, id],
  ]
  const alone = await verifyWith([remove('predictions', prediction)])
  expect(alone).toContain(broken(`predictions ${prediction} deleted after it was sealed`))
  expect(alone).toContain(broken(`transactions ${transaction} has no prediction`))
  const both = await verifyWith([remove('predictions', prediction), remove('transactions', transaction)])
  expect(both).toContain(broken(`predictions ${prediction} deleted after it was sealed`))
  const [decision = ''] = decisionIds
  expect(await verifyWith([remove('analyst_decisions', decision)])).toContain(
    broken(`analyst_decisions ${decision} deleted after it was sealed`),
  )
})

/** Copies a decision under another id. */
const copyDecision = (id: string, changes: string): [string, unknown[]][] => [
  ['create temp table copied (like analyst_decisions)', []],
  [
    'insert into copied select * from analyst_decisions where tenant_id = $1 and id = $2',
    [tenantId, decisionIds[0]],
  ],
  [`update copied set id = $1${changes}`, [id]],
  ['insert into analyst_decisions select * from copied', []],
]

test('names an inserted row: among sealed rows, behind them, and with the number of an earlier release', async () => {
  const id = newId()
  const among = await verifyWith(copyDecision(id, ''))
  expect(among).toMatch(
    new RegExp(`BROKEN analyst_decisions ${id} inserted: the seal of .* does not hold it`),
  )
  const old = await verifyWith(copyDecision(id, ', commit_order = 0'))
  expect(old).toContain(broken(`analyst_decisions ${id} inserted`))
  const aged = `, commit_order = commit_order(pg_current_xact_id()), decided_at = now() - interval '30 days'`
  const behind = await verifyWith(copyDecision(id, aged))
  expect(behind).toContain(broken(`analyst_decisions ${id} not sealed: it is dated`))
})

test('names a row with an old time after a seal took it', async () => {
  const other = await mintTenant({ recorded: true })
  await sealAll(other)
  const id = newId()
  await withClient('superuser', (client) =>
    client.query(
      `insert into entity_notes (tenant_id, id, kind, entity_id, user_id, body, created_at)
       values ($1, $2, 'account', 'C-1', $3, 'known for long', now() - interval '30 days')`,
      [other.tenant.id, id, other.as.analyst.actor.id],
    ),
  )
  await sealAll(other)
  expect(await verify(other)).toMatch(new RegExp(`BROKEN entity_notes ${id} inserted: it is dated`))
})

test('names both of two swapped rows', async () => {
  const [one, two] = [ids[6]?.prediction, ids[7]?.prediction]
  const move = (from: unknown, to: unknown): [string, unknown[]] => [
    'update predictions set id = $3 where tenant_id = $1 and id = $2',
    [tenantId, from, to],
  ]
  const spare = newId()
  const said = await verifyWith([move(one, spare), move(two, one), move(spare, two)])
  for (const id of [one, two]) expect(said).toContain(broken(`predictions ${id} changed after it was sealed`))
})

test('names a seal whose root, hashes or parts were changed', async () => {
  const seal = `action = 'audit.sealed' and tenant_id = $1`
  const root = `'"${'0'.repeat(64)}"'`
  const rooted = await verifyWith([
    [`update audit_log set after = jsonb_set(after, '{root}', ${root}) where ${seal}`, [tenantId]],
  ])
  expect(rooted).toMatch(/BROKEN at row \d+, link \d+: changed/)
  expect(rooted).toMatch(/BROKEN seal .*: the stored hashes do not give its root/)
  const hashed = await verifyWith([
    ['update predictions set score = 0.5 where tenant_id = $1 and id = $2', [tenantId, ids[1]?.prediction]],
    [
      `update audit_seal_parts set entries = overlay(entries placing '\\x00'::bytea from 20) where tenant_id = $1 and part = 1`,
      [tenantId],
    ],
  ])
  expect(hashed).toContain(': the stored hashes do not give its root')
  const parted = await verifyWith([
    ['delete from audit_seal_parts where tenant_id = $1 and part = 2', [tenantId]],
  ])
  expect(parted).toMatch(/BROKEN seal .*: 1 of \d+ parts are there/)
})

test('names deleted last seals: by the anchor at once, without it once the rows are due', async () => {
  const head = /head ([0-9a-f]{64})/.exec(await verify(minted))?.[1] ?? ''
  expect(await verify(minted, '--anchor', head)).toContain(': whole,')
  const since = `>= (select min(seq) from audit_log where tenant_id = $1 and action = 'audit.sealed')`
  const unseal: [string, unknown[]][] = [
    [`delete from audit_chain where tenant_id = $1 and audit_seq ${since}`, [tenantId]],
    [`delete from audit_log where tenant_id = $1 and seq ${since}`, [tenantId]],
  ]
  const parts: [string, unknown[]] = ['delete from audit_seal_parts where tenant_id = $1', [tenantId]]
  expect(await verifyWith([...unseal, parts], { anchor: head })).toContain('cut off')
  expect(await verifyWith([...unseal, parts], { now: later() })).toContain(broken('predictions'))
  expect(await verifyWith(unseal)).toMatch(/BROKEN seal .*: its row of the audit log is missing/)
})

import { addToWatchlist } from '@/lib/desk/watchlists'
import { readChainHead } from '@/lib/access/audit'
import { sealTenant } from '@/lib/platform/db/seal'
import { verifyAudit } from '@/scripts/audit-verify'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { testSetting, withClient } from '../../../support/postgres'
import { act, chainOf, tamper, verify } from './support'

let minted: MintedTenant
let id: string

beforeEach(async () => {
  minted = await mintTenant({ recorded: true })
  id = minted.tenant.id
  await act(minted, 8)
})

test('an unchanged audit log verifies, and its head equals the one that the product shows', async () => {
  const head = await readChainHead(minted.as.senior_analyst)
  const chain = await chainOf(minted)
  expect(head).toEqual({ position: chain.length, hash: chain.at(-1)?.hash, seq: Number(chain.at(-1)?.seq) })
  const said = `${minted.tenant.slug}: whole, ${chain.length} links, head ${head.hash}`
  expect(await verify(minted)).toContain(said)
  expect(await verify(minted, '--anchor', head.hash)).toContain(said)
  // Its former name.
  expect(await verify(minted, '--head', head.hash)).toContain(said)
  await act(minted, 2, 'later')
  expect(await verify(minted, '--anchor', head.hash)).toContain(': whole,')
})

test('texts, numbers and nested values have the same hash in the database and in the verifier', async () => {
  const reason = 'tab\t quote" back\\slash / ünïcödé 🏦 \u0001 \u007f </script>'
  await addToWatchlist(minted.as.admin, { entity_id: 'é"\\', kind: 'device', list_type: 'blocked', reason })
  await withClient('superuser', async (client) => {
    await client.query("select set_config('app.ctx', $1, false)", [sealTenant(id)])
    const after = '{"n": 1.50, "big": 123456789012345678901234567890, "deep": [{"b": 1e3, "aa": null}]}'
    await client.query(
      `insert into audit_log (tenant_id, actor_kind, action, object_kind, after, request_id)
       values ($1, 'system', 'x.y', 'z', $2, 'r')`,
      [id, after],
    )
  })
  expect(await verify(minted)).toContain(': whole,')
})

test.each([
  ['after', `'{"reason": "nothing"}'`],
  ['actor_id', `'somebody-else'`],
  ['at', `at - interval '1 day'`],
  ['request_id', `'r'`],
])('names a row whose %s was changed', async (column, value) => {
  const seq = (await chainOf(minted))[3]?.seq
  await tamper([[`update audit_log set ${column} = ${value} where tenant_id = $1 and seq = $2`, [id, seq]]])
  expect(await verify(minted)).toContain(`exit 1`)
  expect(await verify(minted)).toContain(`${minted.tenant.slug}: BROKEN at row ${seq}, link 4: changed`)
})

test('names a deleted row, whether its link is deleted or not', async () => {
  const chain = await chainOf(minted)
  const [gone, next] = [chain[3]?.seq, chain[4]?.seq]
  await tamper([['delete from audit_log where tenant_id = $1 and seq = $2', [id, gone]]])
  expect(await verify(minted)).toContain(`BROKEN at row ${gone}, link 4: missing`)
  await tamper([
    ['delete from audit_chain where tenant_id = $1 and audit_seq = $2', [id, gone]],
    ['update audit_chain set position = position - 1 where tenant_id = $1 and position > 4', [id]],
  ])
  expect(await verify(minted)).toContain(`BROKEN at row ${next}, link 4: missing`)
})

test('names an inserted row', async () => {
  const seq = 1_000_000_000_000
  await tamper([
    [
      `insert into audit_log (tenant_id, seq, actor_kind, action, object_kind, request_id)
       values ($1, $2, 'system', 'x.y', 'z', 'r')`,
      [id, seq],
    ],
  ])
  expect(await verify(minted)).toContain(`BROKEN at row ${seq}: inserted`)
})

test('reports two swapped rows as swapped', async () => {
  const chain = await chainOf(minted)
  const [one, two] = [chain[2]?.seq, chain[5]?.seq]
  const move = (from: unknown, to: unknown): [string, unknown[]] => [
    'update audit_log set seq = $3 where tenant_id = $1 and seq = $2',
    [id, from, to],
  ]
  await tamper([move(one, -1), move(two, one), move(-1, two)])
  expect(await verify(minted)).toContain(`BROKEN at row ${one}, link 3: swapped with row ${two}`)
})

test('detects deleted last rows by a head that was noted before', async () => {
  const chain = await chainOf(minted)
  const head = chain.at(-1)?.hash as string
  const kept = chain.at(-3)
  const cut = 'tenant_id = $1 and'
  await tamper([
    [`delete from audit_log where ${cut} seq > $2`, [id, kept?.seq]],
    [`delete from audit_chain where ${cut} audit_seq > $2`, [id, kept?.seq]],
  ])
  expect(await verify(minted)).toMatch(
    /BROKEN watchlist_entries .* inserted: no row of the audit log adds it/,
  )
  await tamper([[`delete from watchlist_entries where ${cut} account_id in ('C-6', 'C-7')`, [id]]])
  expect(await verify(minted)).toContain(': whole,')
  expect(await verify(minted, '--anchor', head)).toContain(
    `BROKEN at row ${kept?.seq}, link ${kept?.position}: cut off`,
  )
  expect(await verify(minted, '--anchor', kept?.hash as string)).toContain(': whole,')
})

test('finds the tenant with a broken audit log; those of the others verify', async () => {
  const seq = (await chainOf(minted))[0]?.seq
  await tamper([["update audit_log set action = 'x.y' where tenant_id = $1 and seq = $2", [id, seq]]])
  const other = await mintTenant({ recorded: true })
  const said = await verifyAudit(testSetting('MIGRATION_DATABASE_URL'), []).catch(
    (error: Error) => error.message,
  )
  expect(said).toContain(`${minted.tenant.slug}: BROKEN at row ${seq}, link 1: changed`)
  expect(said).toContain(`${other.tenant.slug}: whole`)
})

test.each([
  [['--tenant', 'no-such-bank'], 'There is no institution no-such-bank.'],
  [['--anchor', '0'.repeat(64)], '--anchor needs --tenant'],
  [['--tenant', 'a-bank', '--anchor', 'xyz'], '--anchor must be 64 hexadecimal digits'],
  [['--since', 'yesterday'], '--since must be a date or a time with a zone'],
])('rejects %j with a readable message', async (args, words) => {
  await expect(verifyAudit(testSetting('MIGRATION_DATABASE_URL'), args)).rejects.toThrow(words)
})

test.each([
  'update audit_log set action = action',
  'delete from audit_log',
  'truncate audit_log',
  'delete from audit_chain',
  'update audit_seal_parts set entries = entries',
  'delete from audit_seal_parts',
  'truncate audit_seal_parts',
  'update predictions set commit_order = 0',
])('the app role cannot: %s', async (statement) => {
  await expect(withClient('app', (client) => client.query(statement))).rejects.toMatchObject({
    code: '42501',
  })
})

test('fifty parallel changes make one chain without forks or gaps', async () => {
  const before = (await chainOf(minted)).length
  const attempts = await Promise.allSettled(
    Array.from({ length: 50 }, (_, i) =>
      addToWatchlist(minted.as.admin, { account_id: `P-${i}`, list_type: 'blocked' }),
    ),
  )
  // Without a free connection a change may be rejected; exactly the accepted ones are linked.
  const made = attempts.filter(({ status }) => status === 'fulfilled').length
  expect(made).toBeGreaterThan(1)
  const chain = await chainOf(minted)
  expect(chain.map(({ position }) => Number(position))).toEqual(chain.map((_, i) => i + 1))
  expect(chain).toHaveLength(before + made)
  expect(await verify(minted)).toContain(`whole, ${before + made} links`)
})

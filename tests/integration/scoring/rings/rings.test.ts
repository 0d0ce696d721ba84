/**
 * The job reads the decisions of all tenants.
 * @own-database
 */
import { getTransaction } from '@/lib/desk/transactions'
import { MAX_RING_IDENTIFIERS } from '@/lib/engine/rings'
import { applyVelocity } from '@/lib/governance/velocity'
import type { VelocityPayload } from '@/lib/governance/velocity/schema'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { systemContext } from '@/lib/access/tenants'
import { isScoringForOthers, scoreRows as scoreOnPath } from '@/lib/scoring/path'
import { identified } from '@/lib/scoring/path/identify'
import { type ScoreResponse, transactionBody } from '@/lib/scoring/path/schema'
import { REPLAY_ACTOR } from '@/lib/scoring/read-model'
import { growRings } from '@/lib/scoring/rings'
import { earlierTransactionsEnded } from '../../../support/earlier-transactions'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows, usePolicy } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'

jest.mock('@/lib/scoring/path/foreground', () => ({
  ...jest.requireActual<object>('@/lib/scoring/path/foreground'),
  isScoringForOthers: jest.fn(() => false),
}))

const DAY_MS = 86_400_000
const AT = Date.UTC(2026, 5, 1, 12)
let minted: MintedTenant
let key: string

beforeEach(async () => {
  minted = await mintTenant()
  key = await scoringKey(minted)
  // The score alone approves everything.
  await usePolicy(minted, [0.9, 0.95], [0.99, 0.999])
})

const look = (rings: VelocityPayload['rings'], of = minted) =>
  withTenant({ tenantId: of.tenant.id }, (tx) => {
    const rule = { window_seconds: 60, threshold: 10, review_from: null, block_from: null, rings }
    return applyVelocity(tx, of.as.admin, rule, null)
  })
const RULE = { new_accounts: 3, days: 7, outcome: 'review' } as const

const payment = (account: string, day: number, parties: Record<string, unknown> = {}) => ({
  external_id: newId(),
  occurred_at: new Date(AT + day * DAY_MS).toISOString(),
  type: 'PAYMENT',
  amount: 12.5,
  sender_account: account,
  receiver_account: 'M-shop',
  ...parties,
})
const pay = (...rows: Record<string, unknown>[]): Promise<ScoreResponse[]> => scoreRows(key, rows)
const grow = async () => {
  await earlierTransactionsEnded()
  await growRings()
}

const members = ({ tenant }: MintedTenant) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ members: string }>(
      `select string_agg(entity_id, ' ' order by kind, entity_id) as members from ring_members where tenant_id = $1
        group by ring_id`,
      [tenant.id],
    )
    return rows.map((row) => row.members).sort()
  })

it('names a ring that grows through devices and phones, and has the effect that the institution sets', async () => {
  await look(RULE)
  const [before] = await pay(
    payment('C1', 0, { device_id: 'D1' }),
    payment('C2', 1, { device_id: 'D1', phone: '+254722000001' }),
    payment('C3', 2, { phone: '+254722000001' }),
    payment('C-other', 2, { device_id: 'D-other' }),
  )
  expect(before).not.toHaveProperty('ring')
  await grow()
  expect(await members(minted)).toEqual(['C-other D-other', 'C1 C2 C3 D1 +254722000001'])

  const [own, joining, other, later] = await pay(
    payment('C1', 3),
    payment('C-new', 3, { phone: '+254722000001' }),
    payment('C-other', 3, { device_id: 'D-other' }),
    payment('C1', 30),
  )
  const facts = { accounts: 3, new_accounts: 3, days: 7, threshold: 3 }
  expect(own).toMatchObject({ outcome: 'review', reason_codes: ['shared_device_ring'], ring: facts })
  expect(joining).toMatchObject({ outcome: 'review', ring: facts })
  for (const response of [other, later]) {
    expect(response).toMatchObject({ outcome: 'approve', reason_codes: [] })
    expect(response).not.toHaveProperty('ring')
  }
  const detail = await getTransaction(minted.as.analyst, own!.transaction_id)
  expect(detail.ring).toEqual(own!.ring)
})

it('two servers at once join each account once, and rings that meet become one', async () => {
  await look(RULE)
  await pay(...['C1', 'C2'].map((account) => payment(account, 0, { device_id: 'D1' })))
  await pay(...['C3', 'C4', 'C5'].map((account) => payment(account, 0, { device_id: 'D2' })))
  await earlierTransactionsEnded()
  await Promise.all([growRings(), growRings(), growRings()])
  await grow()
  expect(await members(minted)).toEqual(['C1 C2 D1', 'C3 C4 C5 D2'])
  await pay(payment('C2', 5, { device_id: 'D2' }))
  await grow()
  expect(await members(minted)).toEqual(['C1 C2 C3 C4 C5 D1 D2'])
  // The two accounts of the smaller ring joined on the fifth day; the three others are older than two days.
  await look({ ...RULE, days: 2, new_accounts: 2 })
  const [response] = await pay(payment('C4', 6))
  expect(response?.ring).toMatchObject({ accounts: 5, new_accounts: 2 })
})

it('looks for none where the institution does not ask for it, reads what came before once it does', async () => {
  const other = await mintTenant()
  await pay(...['C1', 'C2', 'C3'].map((account) => payment(account, 0, { device_id: 'D1' })))
  await grow()
  expect(await members(minted)).toEqual([])
  await look(RULE)
  await look(RULE, other)
  await grow()
  expect(await members(minted)).toEqual(['C1 C2 C3 D1'])
  expect(await members(other)).toEqual([])
  await look(null)
  const [off] = await pay(payment('C1', 1))
  expect(off).not.toHaveProperty('ring')
})

it('institutions take turns, so that the backlog of one does not hold up the other', async () => {
  const other = await mintTenant()
  for (const [tenant, scoring] of [
    [minted, key],
    [other, await scoringKey(other)],
  ] as const) {
    await look(RULE, tenant)
    await scoreRows(
      scoring,
      ['C1', 'C2', 'C3'].map((account) => payment(account, 0, { device_id: `D-${account}` })),
    )
  }
  await earlierTransactionsEnded()
  await growRings(1)
  const turnsOf = ({ tenant }: MintedTenant) =>
    withClient('superuser', async (client) => {
      const { rows } = await client.query<{ first: number; last: number }>(
        `select min(xmin::text::float8) as first, max(xmin::text::float8) as last from ring_members where tenant_id = $1`,
        [tenant.id],
      )
      return rows[0]!
    })
  const [own, others] = [await turnsOf(minted), await turnsOf(other)]
  expect(own.first).toBeLessThan(others.last)
  expect(others.first).toBeLessThan(own.last)
})

it('takes smaller steps while callers wait for scores', async () => {
  await look(RULE)
  await pay(...Array.from({ length: 300 }, (_, i) => payment(`C${i}`, 0, { device_id: `D${i}` })))
  jest.mocked(isScoringForOthers).mockReturnValue(true)
  try {
    await grow()
  } finally {
    jest.mocked(isScoringForOthers).mockReturnValue(false)
  }
  const steps = await withClient('superuser', async (client) => {
    const { rows } = await client.query<{ accounts: number }>(
      `select count(*)::int as accounts from ring_members where tenant_id = $1 and kind = 'account' group by xmin::text
        order by 1`,
      [minted.tenant.id],
    )
    return rows.map(({ accounts }) => accounts)
  })
  expect(steps).toEqual([50, 250])
})

it('keeps the devices of a ring within their limit, in steps too', async () => {
  await look(RULE)
  await pay(...Array.from({ length: 210 }, (_, i) => payment('C1', 0, { device_id: `D${i}` })))
  await earlierTransactionsEnded()
  await growRings(60)
  const [ring] = await withClient('superuser', async (client) => {
    const text = 'select accounts, identifiers from rings where tenant_id = $1'
    return (await client.query(text, [minted.tenant.id])).rows
  })
  expect(ring).toEqual({ accounts: 1, identifiers: MAX_RING_IDENTIFIERS })
  expect((await members(minted))[0]?.split(' ')).toHaveLength(1 + MAX_RING_IDENTIFIERS)
})

it('grows by replayed payments in a sandbox only, also where a backlog outlasts the sandbox', async () => {
  await look(RULE)
  const setSandbox = (sandbox: boolean) =>
    withClient('superuser', (client) =>
      client.query('update tenants set sandbox = $2 where id = $1', [minted.tenant.id, sandbox]),
    )
  const replay = (...rows: Record<string, unknown>[]) =>
    scoreOnPath(
      systemContext(minted.tenant, REPLAY_ACTOR),
      rows.map((row) => identified(minted.tenant, transactionBody.parse(row))),
      () => [],
      'replay',
    )
  await setSandbox(true)
  await replay(payment('C1', 0, { device_id: 'D1' }), payment('C2', 0, { device_id: 'D1' }))
  await grow()
  expect(await members(minted)).toEqual(['C1 C2 D1'])
  await replay(payment('C3', 0, { device_id: 'D1' }))
  await pay(payment('C4', 0, { device_id: 'D1' }))
  await setSandbox(false)
  await grow()
  expect(await members(minted)).toEqual(['C1 C2 C4 D1'])
})

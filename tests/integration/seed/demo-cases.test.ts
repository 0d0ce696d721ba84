import { recordDecision } from '@/lib/desk/decisions'
import { seedCases } from '@/prisma/seed/demo-cases'
import { CASE_PLANS } from '@/prisma/seed/demo-case-plans'
import { mintTenant } from '../../support/minted-tenant'
import { scoreRows, usePolicy } from '../../support/scored-rows'
import { paysimRow, scoringKey } from '../../support/scoring'
import { rowsOf } from '../desk/cases/support'

const HOUR_MS = 3_600_000

it('the demo has cases in every state, some overdue, and notifies each breach once', async () => {
  const minted = await mintTenant()
  // Every transaction is an alert, each decision has two transactions of each account, all before the first case.
  await usePolicy(minted, [1e-9, 0.9], [1e-9, 0.99999])
  const now = Date.now()
  const rows = Array.from({ length: 32 }, (_, i) =>
    paysimRow({
      external_id: `d-${i}`,
      nameOrig: `C-from-${i >> 1}`,
      nameDest: `C-to-${i >> 1}`,
      device_id: `d-${i >> 1}`,
      step: undefined,
      occurred_at: new Date(now - 260 * HOUR_MS + i * 1000).toISOString(),
    }),
  )
  const scored = await scoreRows(await scoringKey(minted), rows)
  const decisions = ['confirmed_fraud', 'false_positive', 'escalated', null] as const
  for (const [i, { transaction_id }] of scored.entries()) {
    const decision = decisions[(i >> 1) % 4]
    if (decision) await recordDecision(minted.as.analyst, transaction_id, { decision })
  }
  await seedCases(minted.system, now)
  await seedCases(minted.system, now)
  const cases = await rowsOf(minted, 'select title, status, sla_breached_at from cases where tenant_id = $1')
  expect(cases.map(({ title }) => title).sort()).toEqual(CASE_PLANS.map(({ title }) => title).sort())
  expect([...new Set(cases.map(({ status }) => status))].sort()).toEqual([
    'closed',
    'escalated',
    'investigating',
    'open',
    'pending',
  ])
  expect(cases.some(({ sla_breached_at }) => sla_breached_at !== null)).toBe(true)
  const kinds = await rowsOf(minted, 'select distinct kind from notifications where tenant_id = $1')
  expect(kinds.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['case_assigned', 'case_mention', 'case_sla_breached']),
  )
  const future = await rowsOf(
    minted,
    "select 1 from audit_log where tenant_id = $1 and object_kind = 'case' and at > now()",
  )
  expect(future).toEqual([])
})

import { readFileSync } from 'node:fs'
import { type Baseline, layoutOf } from '@/lib/engine/drift'
import { sealTenant } from '@/lib/platform/db/seal'
import { newId } from '@/lib/platform/ids'
import { MODEL, type MintedTenant } from './minted-tenant'
import { withClient } from './postgres'

const bundle = (file: string) =>
  JSON.parse(readFileSync(`ml/models/${MODEL.name}/${MODEL.version}/${file}`, 'utf8')) as unknown
const { features: NAMES } = bundle('manifest.json') as { features: string[] }
export const BASELINE = bundle('baseline.json') as Baseline
export const LAYOUT = layoutOf(NAMES, BASELINE)

export interface Decisions {
  at: Date
  count: number
  /** Every so many decisions is an alert with a score of 0.4; none at 0. */
  alertEvery?: number
  /** Values that take the place of the drawn ones. */
  features?: Partial<Record<string, number>>
  category?: string
  modelVersionId?: string
}

/**
 * Stores decisions as scoring does, with features that lie in the bins of the baseline as its rows did. Returns the ids of their
 * transactions.
 */
export async function storeDecisions({ tenant }: MintedTenant, decisions: Decisions): Promise<string[]> {
  const { at, count, alertEvery = 40, features = {}, category = 'groceries' } = decisions
  const ids = Array.from({ length: count }, newId)
  const isAlert = (i: number) => alertEvery > 0 && i % alertEvery === 0
  const rows = ids.map((_, i) =>
    NAMES.map((name, c) => features[name] ?? drawn(c, (i * 7 + c * 13 + 0.5) / count)),
  )
  await withClient('superuser', async (client) => {
    await client.query("select set_config('app.ctx', $1, false)", [sealTenant(tenant.id)])
    await client.query(
      `insert into transactions (tenant_id, id, fingerprint, occurred_at, type, amount, currency, sender_account,
         merchant_category, source, received_at)
       select $1, id, sha256(id::text::bytea), $3, 'PAYMENT', 10, 'USD', 'C' || left(id::text, 8), $4, 'api', $3
         from unnest($2::uuid[]) id`,
      [tenant.id, ids, at, category],
    )
    await client.query(
      `insert into predictions (tenant_id, id, transaction_id, model_version_id, model_version, policy_version, margin, base_value,
         base_score, score, risk_band, outcome, threshold, reason_codes, features, contributions, expected_loss, latency_ms,
         timings, answer, scored_at)
       select $1, gen_random_uuid(), r.id, coalesce($6, m.id), m.name || '/' || m.version, 1, 0, 0, 0, r.score,
              case when r.score > 0.3 then 'medium' else 'low' end, case when r.score > 0.3 then 'review' else 'approve' end,
              0.3, '{}', r.features::float8[], r.features::float8[], 0, 1, '{}', '{}', $5
         from unnest($2::uuid[], $3::float8[], $4::text[]) r (id, score, features)
         join model_versions m on m.tenant_id = $1 and m.stage = 'production'`,
      [
        tenant.id,
        ids,
        ids.map((_, i) => (isAlert(i) ? 0.4 : 0.001)),
        rows.map((row) => `{${row.join(',')}}`),
        at,
        decisions.modelVersionId ?? null,
      ],
    )
  })
  return ids
}

/** A value of a column of the baseline at a share of its rows, which wraps around. */
function drawn(columnAt: number, share: number): number {
  const { bins, baseline } = LAYOUT.columns[columnAt]!
  let left = (share % 1) * BASELINE.rows
  const bin = baseline.findIndex((rows) => (left -= rows) < 0)
  if (bin === bins.missing) return NaN
  if (bin === bins.zero) return 0
  const value = bins.values?.[bin]
  if (value !== undefined) return value
  return bins.edges[bin] ?? bins.edges.at(-1)! * 2 + 1
}

/** Stores an open alarm of the production model. */
export async function storeAlarm(
  { tenant }: Pick<MintedTenant, 'tenant'>,
  day = new Date('2026-06-01'),
): Promise<string> {
  const id = newId()
  const change = { before: 10, now: 24 }
  const consequences = {
    decisions_per_day: 500,
    alerts_per_day: change,
    expected_frauds_per_day: change,
    missed_frauds_reported_per_day: { before: 1, now: 3 },
    capacity_alerts_per_day: 20,
    signals: [],
    kinds: [
      {
        kind: { type: 'TRANSFER', channel: 'app', amount: 'usual', receiver: 'new' },
        evidence: 210,
        suspicion: 3.1,
        reports: 1.2,
        alerts_per_day: change,
        frauds_reported_per_day: { before: 1, now: 3 },
      },
    ],
    features: [{ feature: 'amount', among_all: 0.1, among_risky: 0.4 }],
  }
  await withClient('superuser', (client) =>
    client.query(
      `insert into drift_alarms (tenant_id, id, model_version_id, day, evidence, threshold, consequences)
       select $1, $2, id, $4, 25, 20, $3 from model_versions where tenant_id = $1 and stage = 'production'`,
      [tenant.id, id, consequences, day],
    ),
  )
  return id
}

import { sealTenant } from '@/lib/platform/db/seal'
import { newId } from '@/lib/platform/ids'
import { DAY_MS } from '@/lib/platform/time'
import type { MintedTenant } from './minted-tenant'
import { withClient } from './postgres'

interface History {
  count: number
  /** The oldest and the youngest decision, in days before now. */
  fromDays: number
  toDays: number
  /** One of so many payments is fraud, with a label that arrives after one to nine days. */
  fraudEvery: number
  /** One of so many genuine payments is blocked, without a label; 0 for none. */
  blockedEvery?: number
}

/** Features that frauds have higher values of; each of them alone tells little. */
const TELLING = 8

/**
 * Stores decisions of the production model as scoring does, evenly in time, and labels of the frauds. The vectors are drawn:
 * frauds differ from genuine payments in several features, enough for a model.
 */
export async function storeHistory(
  { tenant }: Pick<MintedTenant, 'tenant'>,
  history: History,
): Promise<void> {
  const { count, fromDays, toDays, fraudEvery, blockedEvery = 0 } = history
  const draw = generator()
  const isFraud = (i: number) => i % fraudEvery === 0
  const isBlocked = (i: number) => blockedEvery > 0 && !isFraud(i) && i % blockedEvery === 1
  const ids = Array.from({ length: count }, newId)
  await withClient('superuser', async (client) => {
    await client.query("select set_config('app.ctx', $1, false)", [sealTenant(tenant.id)])
    const { rows } = await client.query<{ features: string[] }>(
      "select feature_names as features from model_versions where tenant_id = $1 and stage = 'production'",
      [tenant.id],
    )
    const width = rows[0]!.features.length
    const vectors = ids.map((_, i) =>
      Array.from({ length: width }, (_, c) => draw() + (isFraud(i) && c < TELLING ? 1.2 : 0)),
    )
    const startMs = Date.now() - fromDays * DAY_MS
    const stepMs = ((fromDays - toDays) * DAY_MS) / count
    const times = ids.map((_, i) => new Date(startMs + i * stepMs))
    await client.query(
      `insert into transactions (tenant_id, id, fingerprint, occurred_at, type, amount, currency, sender_account, device_id,
         source, received_at)
       select $1, id, sha256(id::text::bytea), at, 'PAYMENT', 10 + n % 90, 'USD', 'C' || n % 500, 'D' || n % 300, 'api', at
         from unnest($2::uuid[], $3::timestamptz[]) with ordinality row (id, at, n)`,
      [tenant.id, ids, times],
    )
    await client.query(
      `insert into predictions (tenant_id, id, transaction_id, model_version_id, model_version, policy_version, margin, base_value,
         base_score, score, risk_band, outcome, threshold, reason_codes, features, contributions, expected_loss, latency_ms,
         timings, answer, scored_at)
       select $1, gen_random_uuid(), r.id, m.id, m.name || '/' || m.version, 1, 0, 0, 0, 0.01, 'low',
              case when r.blocked then 'block' else 'approve' end, 0.3, '{}', r.features::float8[], r.features::float8[], 0, 1,
              '{}', '{}', r.at
         from unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::boolean[]) r (id, at, features, blocked)
         join model_versions m on m.tenant_id = $1 and m.stage = 'production'`,
      [tenant.id, ids, times, vectors.map((row) => `{${row.join(',')}}`), ids.map((_, i) => isBlocked(i))],
    )
    await client.query(
      `insert into transaction_labels (tenant_id, id, transaction_id, is_fraud, sign, source, arrived_at)
       select $1, gen_random_uuid(), id, true, 1, 'upload', at + (1 + n % 9) * interval '1 day'
         from unnest($2::uuid[], $3::timestamptz[]) with ordinality fraud (id, at, n)`,
      [tenant.id, ids.filter((_, i) => isFraud(i)), times.filter((_, i) => isFraud(i))],
    )
  })
}

/** Numbers of a standard normal distribution, the same in every run: the sum of twelve uniform ones, less six. */
function generator(): () => number {
  let state = 20_261
  const uniform = () => {
    // The constants of Park and Miller (1988).
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  return () => Array.from({ length: 12 }, uniform).reduce((sum, value) => sum + value, -6)
}

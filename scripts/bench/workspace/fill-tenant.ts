import { Client } from 'pg'
import { sealTenant } from '@/lib/platform/db/seal'

/** Rows that one statement adds. */
const STEP = 20_000

// Copies the tenant's scored transactions with earlier times and other customers. Shops and agents stay the same, so
// that some entities have very many rows. Ids grow with the time of the copy, as in production.
const COPY = `
  with base as (
    select t.*, row_number() over (order by t.id) as n from transactions t where t.tenant_id = $1 and t.source = 'seed'
     order by t.id limit $2
  ), fresh as (
    insert into transactions (tenant_id, id, external_id, fingerprint, occurred_at, type, amount, currency, sender_account,
      sender_balance_before, receiver_account, receiver_balance_before, phone, device_id, ip, city, country, latitude,
      longitude, merchant_category, channel, declined_attempts, source, amount_unusual)
    select tenant_id, ('0190' || lpad(to_hex($3::bigint), 8, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid,
           null, fingerprint, occurred_at - make_interval(days => $4::int), type, amount, currency, sender_account || '-' || $3,
           sender_balance_before, case when type = 'PAYMENT' then receiver_account else receiver_account || '-' || $3 end,
           receiver_balance_before, phone, device_id || '-' || $3, ip, city, country, latitude, longitude, merchant_category,
           channel, declined_attempts, 'batch', amount_unusual
      from base
  )
  insert into predictions (tenant_id, id, transaction_id, model_version_id, model_version, policy_version, margin, base_value,
    base_score, score, risk_band, outcome, threshold, reason_codes, features, contributions, expected_loss, latency_ms,
    timings, answer, disposition, scored_at)
  select p.tenant_id, ('0190' || lpad(to_hex($3::bigint), 8, '0') || '7000' || '9000' || lpad(to_hex(n), 12, '0'))::uuid,
         ('0190' || lpad(to_hex($3::bigint), 8, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid,
         p.model_version_id, p.model_version, p.policy_version, p.margin, p.base_value, p.base_score, p.score, p.risk_band,
         p.outcome, p.threshold, p.reason_codes, p.features, p.contributions, p.expected_loss, p.latency_ms, p.timings,
         p.answer, p.disposition, coalesce($5::timestamptz + n * make_interval(secs => $6::float8), p.scored_at - make_interval(days => $4::int))
    from base join predictions p on p.tenant_id = base.tenant_id and p.transaction_id = base.id`

const CASES = `
  insert into cases (tenant_id, id, number, title, status, priority, assignee_id, created_by, sla_allowed_s, sla_due_at, sla_left_s, closed_at,
    outcome, summary)
  select $1, ('0190ffff-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 100000 + i, 'Review of account ' || i,
         s.status, (array['critical', 'high', 'medium', 'low'])[1 + i % 4],
         case when i % 3 > 0 then (select id from users where tenant_id = $1 order by id offset i % 3 limit 1) end,
         null, 86400, case when s.status in ('pending', 'closed') then null else now() + make_interval(mins => i % 9000 - 600) end,
         case when s.status in ('pending', 'closed') then 3600 end,
         case when s.status = 'closed' then now() end, case when s.status = 'closed' then 'inconclusive' end,
         case when s.status = 'closed' then 'Nothing found' end
    from generate_series(1, 20000) i,
         lateral (select (array['open', 'investigating', 'pending', 'escalated', 'closed', 'closed'])[1 + i % 6] as status) s`

interface Filling {
  rows: number
  /** The copies were scored one after the other in this time, which ends now; over about 120 days without. */
  withinMs?: number
}

/** Brings the tenant to `rows` scored transactions, with 20,000 cases. Returns how many there are. */
export async function fillTenant(
  url: string,
  tenantId: string,
  { rows, withinMs }: Filling,
): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query("select set_config('app.ctx', $1, false)", [sealTenant(tenantId)])
    const count = async () =>
      Number(
        (await client.query('select count(*) n from scored_transactions where tenant_id = $1', [tenantId]))
          .rows[0].n,
      )
    const startOf = (present: number) => withinMs && new Date(Date.now() - withinMs * (1 - present / rows))
    let present = await count()
    for (let copy = 1; present < rows; copy += 1) {
      const place = [copy, (copy % 4) * 30, startOf(present), withinMs ? withinMs / 1_000 / rows : null]
      await client.query(COPY, [tenantId, Math.min(STEP, rows - present), ...place])
      const now = await count()
      if (now === present) throw new Error('the demo has no rows to copy')
      present = now
    }
    await client.query(CASES, [tenantId])
    await client.query('vacuum analyze')
    await client.query('checkpoint')
    return present
  } finally {
    await client.end()
  }
}

import type { TenantClient } from '@/lib/platform/db'

interface Telling<T> {
  nameOf(one: T): string
  atOf(one: T): Date
  /** What lasts is told once in this time. */
  againMs: number
}

/** What a rule has not told lately; remembers it as told. */
export async function withoutTold<T>(
  tx: TenantClient,
  tenantId: string,
  ruleId: string,
  found: readonly T[],
  { nameOf, atOf, againMs }: Telling<T>,
): Promise<T[]> {
  if (found.length === 0) return []
  // Apart from the keys of de-duplication, which are the names alone.
  const keyOf = (one: T) => `told:${nameOf(one)}`
  const known = await tx.alertKey.findMany({ where: { tenantId, ruleId, key: { in: found.map(keyOf) } } })
  const toldMs = new Map(known.map(({ key, at }) => [key, at.getTime()]))
  const untold = found.filter((one) => atOf(one).getTime() - (toldMs.get(keyOf(one)) ?? -Infinity) >= againMs)
  const rows = untold.map((one) => ({ key: keyOf(one), at: atOf(one).toISOString() }))
  await tx.$executeRaw`
    insert into alert_keys (tenant_id, rule_id, key, at)
    select ${tenantId}::uuid, ${ruleId}::uuid, r.key, r.at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r (key text, at timestamptz)
    on conflict (tenant_id, rule_id, key) do update set at = excluded.at`
  return untold
}

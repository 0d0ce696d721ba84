import type { TenantClient } from '@/lib/platform/db'
import type { LabelChange } from './read-labels'

/** Adds the changes to the counts of their weeks. */
export async function storeLabels(
  tx: TenantClient,
  tenantId: string,
  changes: readonly LabelChange[],
): Promise<void> {
  if (changes.length === 0) return
  const signOf = (isAlert: boolean, isFraud: boolean) => (change: LabelChange) =>
    change.isAlert === isAlert && change.isFraud === isFraud ? change.sign : 0
  await tx.$executeRaw`
    insert into drift_labels as d (tenant_id, model_version_id, week, delay_days, alert_frauds, missed_frauds, alert_genuine,
      missed_genuine)
    select ${tenantId}::uuid, model_version_id, week, delay_days, sum(alert_frauds), sum(missed_frauds), sum(alert_genuine),
           sum(missed_genuine)
      from unnest(${changes.map(({ modelVersionId }) => modelVersionId)}::uuid[],
                  ${changes.map(({ week }) => week)}::date[],
                  ${changes.map(({ delayDays }) => delayDays)}::int[],
                  ${changes.map(signOf(true, true))}::int[], ${changes.map(signOf(false, true))}::int[],
                  ${changes.map(signOf(true, false))}::int[], ${changes.map(signOf(false, false))}::int[])
           c (model_version_id, week, delay_days, alert_frauds, missed_frauds, alert_genuine, missed_genuine)
     group by model_version_id, week, delay_days
    on conflict (tenant_id, model_version_id, week, delay_days) do update set
      alert_frauds = d.alert_frauds + excluded.alert_frauds, missed_frauds = d.missed_frauds + excluded.missed_frauds,
      alert_genuine = d.alert_genuine + excluded.alert_genuine, missed_genuine = d.missed_genuine + excluded.missed_genuine`
}

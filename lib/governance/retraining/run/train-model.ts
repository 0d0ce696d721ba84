import { readInstitutionSettings } from '@/lib/access/tenants'
import type { Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import type { Lease } from './lease'
import type { RunOptions } from './run-retraining'
import { runPython } from './run-python'
import type { Workspace } from './workspace'

interface Version {
  name: string
  version: string
}

/** Trains a bundle on the exported table; goes on where an earlier attempt stopped. @throws RetrainingFailure, RetrainingStopped */
export async function trainModel(
  ctx: Context,
  lease: Lease,
  { table, bundles, work }: Workspace,
  { name, version }: Version,
  { trials }: RunOptions,
): Promise<void> {
  const costs = await costsOf(ctx)
  const args = [
    '--table',
    table,
    '--out',
    bundles,
    '--work',
    work,
    '--resume',
    '--name',
    name,
    '--version',
    version,
  ]
  args.push('--about', `Retrained on the stored decisions of ${ctx.tenant.name}.`)
  args.push('--review-cost', String(costs.review), '--missed-cost', costs.missed)
  if (trials !== undefined) args.push('--trials', String(trials))
  await runPython('training', args, lease)
}

/** Measures the bundle on its test slice, once. @throws RetrainingFailure, RetrainingStopped */
export const evaluateModel = (
  lease: Lease,
  { table, bundles, work }: Workspace,
  { name, version }: Version,
): Promise<void> => {
  const args = ['--bundle', `${name}/${version}`, '--table', table, '--out', bundles, '--work', work]
  return runPython('training.evaluate', args, lease)
}

/**
 * The costs of the institution as training reads them. Where a missed fraud costs a share of its amount, both costs are divided by
 * the share: thresholds depend on their ratio only.
 */
async function costsOf(ctx: Context): Promise<{ review: number; missed: string }> {
  const settings = await withTenant({ tenantId: ctx.tenant.id }, (tx) => readInstitutionSettings(tx))
  const { cost_model: costs, review_capacity: capacity } = settings
  const review = Number(costs.review_minute_cost) * capacity.minutes_per_alert
  return costs.fraud_loss_kind === 'fixed'
    ? { review, missed: costs.fraud_loss_amount! }
    : { review: review / costs.fraud_loss_share, missed: 'amount' }
}

import type { Context } from '@/lib/contract/context'
import { readLabelDelay } from '@/lib/governance/models'
import type { TenantClient } from '@/lib/platform/db'
import type { Plan, State } from './change-kind'
import { kindOf } from './kinds'
import type { ChangeKindName, Outlook, PreviewDays } from './schema'

/** Long lists of changed values are cut. */
const MAX_SUMMARY = 400

interface AnyChange {
  kind: ChangeKindName
  payload: unknown
}

/** What was read before the transaction. */
export interface Prepared {
  state: State
  labelDelayDays: number
}

export interface PlannedChange extends Plan<unknown> {
  outlook: Outlook
}

/** Slow work before the transaction. */
export const prepareChange = async (ctx: Context, { kind, payload }: AnyChange): Promise<Prepared> => ({
  state: (await kindOf(kind).prepare?.(ctx, payload)) ?? {},
  labelDelayDays: await readLabelDelay(ctx.tenant.id),
})

/** What a change does: the state before and after, and what is known of its effect. */
export async function planChange(
  tx: TenantClient,
  ctx: Context,
  { kind: name, payload }: AnyChange,
  days: PreviewDays,
  { state, labelDelayDays }: Prepared,
): Promise<PlannedChange> {
  const kind = kindOf(name)
  const plan = await kind.plan(tx, ctx, payload, state)
  const outlook = await kind.outlook(tx, ctx, plan, { days, labelDelayDays }, state)
  return { ...plan, summary: plan.summary.slice(0, MAX_SUMMARY), outlook }
}

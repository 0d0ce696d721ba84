import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { isUniqueViolation, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { RuleRow } from './active-rules'
import { skipToNow } from './cursor'
import { presentRule } from './present'
import { minuteOf } from './quiet-hours'
import { type AlertRule, MAX_RULES, type RuleInput } from './schema'

/** Adds a rule; it counts what happens from now on. @throws AppError conflict, invalid-reference for a channel */
export async function createRule(ctx: Context, input: RuleInput, now = new Date()): Promise<AlertRule> {
  authorize(ctx, 'alert:manage')
  const createdBy = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    await lockRules(tx, tenantId)
    if ((await tx.alertRule.count({ where: { tenantId } })) >= MAX_RULES) {
      throw new AppError('conflict', { detail: `An institution has at most ${MAX_RULES} alert rules.` })
    }
    await requireChannels(tx, tenantId, input.channel_ids)
    if (input.enabled) await beforeSwitchOn(tx, tenantId, input, now)
    const row = await tx.alertRule.create({
      data: { ...columnsOf(input), tenantId, id: newId(), createdBy, since: now },
    })
    const after = presentRule(row)
    await writeAudit(tx, ctx, {
      action: 'alert-rule.created',
      objectKind: 'alert-rule',
      objectId: row.id,
      after,
    })
    return after
  }).catch(rejectSameName)
}

/**
 * Replaces a rule. Alerts that wait keep their time. A rule that is switched on counts what happens from then on.
 * @param version the version that the caller has seen; null for any
 * @throws AppError not-found, version-conflict, conflict, invalid-reference
 */
export async function changeRule(
  ctx: Context,
  id: string,
  input: RuleInput,
  version: number | null = null,
  now = new Date(),
): Promise<AlertRule> {
  authorize(ctx, 'alert:manage')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    await lockRules(tx, tenantId)
    const before = await findRule(tx, tenantId, id)
    if (version !== null && version !== before.version) {
      throw new AppError('version-conflict', { currentVersion: before.version })
    }
    await requireChannels(tx, tenantId, input.channel_ids)
    const starts = input.enabled && (!before.enabled || before.kind !== input.conditions.kind)
    if (starts) await beforeSwitchOn(tx, tenantId, input, now)
    await tx.alertRule.updateMany({
      where: { tenantId, id },
      data: { ...columnsOf(input), ...(starts && { since: now }), version: { increment: 1 } },
    })
    const after = presentRule(await findRule(tx, tenantId, id))
    await writeAudit(tx, ctx, {
      action: 'alert-rule.changed',
      objectKind: 'alert-rule',
      objectId: id,
      before: presentRule(before),
      after,
    })
    return after
  }).catch(rejectSameName)
}

/** Deletes a rule with the alerts that wait for a digest or the end of quiet hours. @throws AppError not-found */
export async function deleteRule(ctx: Context, id: string): Promise<void> {
  authorize(ctx, 'alert:manage')
  const tenantId = ctx.tenant.id
  await withTenant({ tenantId }, async (tx) => {
    await lockRules(tx, tenantId)
    const before = presentRule(await findRule(tx, tenantId, id))
    await tx.alertRule.deleteMany({ where: { tenantId, id } })
    await writeAudit(tx, ctx, {
      action: 'alert-rule.deleted',
      objectKind: 'alert-rule',
      objectId: id,
      before,
    })
  })
}

/** Changes of rules wait for each other, so that none exceeds the limit and a version changes once. */
const lockRules = (tx: TenantClient, tenantId: string) =>
  tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`alert-rules:${tenantId}`}, 0))`

async function findRule(tx: TenantClient, tenantId: string, id: string): Promise<RuleRow> {
  const row = await tx.alertRule.findFirst({ where: { tenantId, id } })
  if (!row) throw new AppError('not-found')
  return row
}

const columnsOf = ({ name, enabled, conditions, quiet_hours: quiet, dedupe, ...rest }: RuleInput) => ({
  name,
  enabled,
  kind: conditions.kind,
  conditions,
  quietFrom: quiet && minuteOf(quiet.from),
  quietTo: quiet && minuteOf(quiet.to),
  digestMinutes: rest.digest_minutes,
  dedupeBy: dedupe.by,
  dedupeMinutes: dedupe.minutes,
  channelIds: [...new Set(rest.channel_ids)],
})

/** The first rule of a kind that is on: what happened while there was none is not read. */
async function beforeSwitchOn(
  tx: TenantClient,
  tenantId: string,
  { conditions: { kind } }: RuleInput,
  now: Date,
): Promise<void> {
  if (kind !== 'transaction' && kind !== 'job_failed') return
  const others = await tx.alertRule.count({ where: { tenantId, enabled: true, kind } })
  if (others === 0) await skipToNow(tx, tenantId, kind, now)
}

async function requireChannels(tx: TenantClient, tenantId: string, ids: readonly string[]): Promise<void> {
  // A channel that is being deleted is waited for: a rule must not name it afterwards.
  const found = await tx.$queryRaw<{ id: string }[]>`
    select id from alert_channels where tenant_id = ${tenantId}::uuid and id = any(${[...ids]}::uuid[])
     order by id for key share`
  const missing = ids.findIndex((id) => !found.some((channel) => channel.id === id))
  if (missing < 0) return
  throw new AppError('invalid-reference', {
    errors: [{ field: `channel_ids[${missing}]`, reason: 'is no channel of the institution' }],
  })
}

function rejectSameName(error: unknown): never {
  if (!isUniqueViolation(error)) throw error
  throw new AppError('conflict', { detail: 'There is already a rule with this name.', cause: error })
}

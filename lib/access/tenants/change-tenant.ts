import { type AuditEvent, writeAudits } from '@/lib/access/audit'
import { forgetApiKeys, forgetSessions } from '@/lib/access/auth'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { defined } from '@/lib/platform/defined'
import { AppError } from '@/lib/platform/errors'
import { checkChange, checkStored, keepFourEyes, lockTenant } from './check-change'
import { readTenant } from './get-tenant'
import { type TenantChange, tenantChange, type TenantSettings } from './schema'

/**
 * Changes settings of the institution, all or none. Transactions that are stored stay. It takes effect here at once, on
 * other servers within 15 seconds. Settings that keep their value are no change.
 * @param version the version that the caller has seen; null for any
 * @throws AppError version-conflict, invalid-request for a value that cannot be used, conflict for a currency or a time
 * zone that stored transactions rule out, and under four eyes for what another administrator approves
 */
export async function changeTenant(
  ctx: Context,
  change: TenantChange,
  version: number | null = null,
): Promise<TenantSettings> {
  authorize(ctx, 'tenant:write')
  const { id } = ctx.tenant
  const settings = await withTenant({ tenantId: id }, async (tx) => {
    await checkChange(tx, change)
    await lockTenant(tx, id, change)
    const before = await readTenant(tx)
    if (version !== null && version !== before.version) {
      throw new AppError('version-conflict', { currentVersion: before.version })
    }
    await checkStored(tx, before, change)
    keepFourEyes(before, change)
    await tx.tenant.updateMany({ data: defined(columnsOf(change)) })
    const stored = await readTenant(tx)
    const changed = FIELDS.filter((field) => !isSame(before[field], stored[field]))
    if (changed.length === 0) return before
    const after = { ...stored, version: before.version + 1 }
    await tx.tenant.updateMany({ data: { settingsVersion: after.version } })
    await writeAudits(tx, ctx, eventsOf(before, after, changed))
    return after
  })
  forgetSessions()
  forgetApiKeys()
  return settings
}

type TenantField = keyof TenantChange
const FIELDS = Object.keys(tenantChange.shape) as TenantField[]

/** Both come from the same row in the same form. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Undefined where a column stays as it is. */
const columnsOf = ({
  review_capacity: capacity,
  working_hours: hours,
  cost_model: costs,
  ...change
}: TenantChange) => ({
  name: change.name,
  timeZone: change.time_zone,
  currency: change.currency,
  country: change.country,
  earliestEventAt: change.earliest_event_at,
  reviewers: capacity?.reviewers,
  reviewHoursPerDay: capacity?.hours_per_day,
  minutesPerAlert: capacity?.minutes_per_alert,
  workingDays: hours?.days.toSorted(),
  workFrom: hours?.from,
  workTo: hours?.to,
  fraudLossKind: costs?.fraud_loss_kind,
  fraudLossShare: costs?.fraud_loss_share,
  fraudLossAmount: costs?.fraud_loss_amount,
  reviewMinuteCost: costs?.review_minute_cost,
  stoppedPaymentCost: costs?.stopped_payment_cost,
  fourEyes: change.four_eyes,
  sandbox: change.sandbox,
})

/** Two settings have actions of their own, older than the others. */
const OWN_ACTIONS = {
  country: { action: 'tenant.country-changed', name: 'country' },
  earliest_event_at: { action: 'tenant.earliest-event-changed', name: 'earliestEventAt' },
} as const

function eventsOf(before: TenantSettings, after: TenantSettings, changed: TenantField[]): AuditEvent[] {
  const object = { objectKind: 'tenant', objectId: before.id }
  const own = (['country', 'earliest_event_at'] as const).filter((field) => changed.includes(field))
  const others = changed.filter((field) => !(field in OWN_ACTIONS))
  const events: AuditEvent[] = own.map((field) => {
    const { action, name } = OWN_ACTIONS[field]
    return { action, ...object, before: { [name]: before[field] }, after: { [name]: after[field] } }
  })
  if (others.length === 0) return events
  const pick = (of: TenantSettings) => Object.fromEntries(others.map((field) => [field, of[field]]))
  return [
    ...events,
    { action: 'tenant.settings-changed', ...object, before: pick(before), after: pick(after) },
  ]
}

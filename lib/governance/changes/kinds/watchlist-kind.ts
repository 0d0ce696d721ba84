import { canonicalEntityId } from '@/lib/contract/canonical-entity'
import type { Tenant } from '@/lib/contract/context'
import { expiryProblem } from '@/lib/contract/time-bounds'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import { AppError, type FieldError } from '@/lib/platform/errors'
import { addEntries, findActive, keyOf, lockListed, type NewEntry } from '@/lib/scoring/lists'
import type { ChangeKind, State } from '../change-kind'
import { readImpact } from '../impact/read-impact'
import type { Hits } from '../impact/row-source'
import { readPolicyInForce } from '../read-policy'
import { type ListEntry, NO_OUTLOOK, type WatchlistPayload } from '../schema'

const refOf = ({ kind, entity_id: id }: Pick<ListEntry, 'kind' | 'entity_id'>) => ({ kind, id })

/** Many new entries of the watchlists at once. */
export const watchlistKind: ChangeKind<WatchlistPayload> = {
  permission: 'watchlist:write',
  async plan(tx, ctx, payload) {
    const entries = canonicalEntries(ctx.tenant, payload.entries)
    const listed = await readListed(tx, ctx.tenant.id, entries)
    const taken = entries.findIndex((entry) => listed.some((known) => keyOf(known) === keyOf(refOf(entry))))
    if (taken >= 0) throw rejected([{ field: fieldOf(taken), reason: 'is on a list already' }])
    return { payload: { entries }, before: { listed: [] }, after: { entries }, summary: summaryOf(entries) }
  },
  // An entity that is listed by now is not what was shown.
  current: async (tx, tenantId, { entries }) => ({ listed: await readListed(tx, tenantId, entries) }),
  async outlook(tx, ctx, { payload: { entries } }, back) {
    const policy = await readPolicyInForce(tx, ctx.tenant.id)
    const hits = hitsOf(ctx.tenant.id, entries)
    const sides = { before: policy, after: policy, hits }
    return { ...NO_OUTLOOK, impact: await readImpact(tx, ctx.tenant, back, sides) }
  },
  async apply(tx, ctx, { payload: { entries } }, requestedBy) {
    const wanted = entries.map(
      ({ list_type: list, received, reason, expires_at: at, ...entry }): NewEntry => {
        return { ...refOf(entry), list, received, reason, expiresAt: at === null ? null : new Date(at) }
      },
    )
    const existing = await lockListed(tx, ctx.tenant.id, wanted)
    const added = await addEntries(tx, ctx, requestedBy, wanted, existing)
    if (added.size < wanted.length) throw new AppError('stale', { detail: 'An entity was listed meanwhile.' })
    return { policyVersion: null }
  },
}

function canonicalEntries(tenant: Tenant, entries: readonly ListEntry[]): ListEntry[] {
  const errors: FieldError[] = []
  const lineOf = new Map<string, number>()
  const canonical = entries.map((entry, i): ListEntry => {
    const id = canonicalEntityId(tenant, refOf(entry))
    if (typeof id !== 'string') errors.push({ field: fieldOf(i), reason: id.reason })
    const late = entry.expires_at === null ? null : expiryProblem(new Date(entry.expires_at), new Date())
    if (late !== null) errors.push({ field: `change.payload.entries.${i}.expires_at`, reason: late })
    if (typeof id !== 'string') return entry
    const key = keyOf({ kind: entry.kind, id })
    const first = lineOf.get(key)
    if (first !== undefined) errors.push({ field: fieldOf(i), reason: `is the same as entry ${first}` })
    lineOf.set(key, i)
    return id === entry.entity_id ? entry : { ...entry, entity_id: id, received: entry.entity_id }
  })
  if (errors.length > 0) throw rejected(errors.slice(0, MAX_ERRORS))
  return canonical
}

const MAX_ERRORS = 20
const fieldOf = (i: number): string => `change.payload.entries.${i}.entity_id`
const rejected = (errors: FieldError[]) => new AppError('invalid-request', { errors })

async function readListed(tx: TenantClient, tenantId: string, entries: readonly ListEntry[]) {
  const active = findActive(await lockListed(tx, tenantId, entries.map(refOf)), new Date())
  return [...active.values()].map(({ kind, accountId, listType }): State & { kind: string; id: string } => {
    return { kind, id: accountId, list_type: listType }
  })
}

function summaryOf(entries: readonly ListEntry[]): string {
  const count = (list: ListEntry['list_type']) => entries.filter((entry) => entry.list_type === list).length
  const parts = [
    [count('blocked'), 'to the blocked'],
    [count('trusted'), 'to the trusted'],
  ] as const
  const text = parts.filter(([n]) => n > 0).map(([n, where]) => `${n} ${where}`)
  return `Add ${text.join(' and ')} list`
}

/** SQL: the transactions of a time that name an entity of the entries, one look-up in an index per entity and role. */
const hitsOf =
  (tenantId: string, entries: readonly ListEntry[]): Hits =>
  ({ from, to }) => {
    const role = (kind: ListEntry['kind'], column: Prisma.Sql) => {
      const of = entries.filter((entry) => entry.kind === kind)
      return Prisma.sql`
      select s.transaction_id, asked.list, ${kind}::text as kind
        from unnest(${of.map((entry) => entry.entity_id)}::text[], ${of.map((entry) => entry.list_type)}::text[]) asked (id, list)
        join scored_transactions s on s.tenant_id = ${tenantId}::uuid and ${column} = asked.id
         and s.occurred_at >= ${from}::timestamptz and s.occurred_at < ${to}::timestamptz`
    }
    const roles = [
      role('account', Prisma.sql`s.sender_account`),
      role('account', Prisma.sql`s.receiver_account`),
      role('device', Prisma.sql`s.device_id`),
      role('phone', Prisma.sql`s.phone`),
    ]
    return Prisma.sql`
    select transaction_id, bool_or(list = 'blocked') as blocked,
           bool_or(list = 'trusted' and kind = 'account') as trusted_account,
           bool_or(list = 'trusted' and kind <> 'account') as trusted_named
      from (${Prisma.join(roles, ' union all ')}) named group by transaction_id`
  }

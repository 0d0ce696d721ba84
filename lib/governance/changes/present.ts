import { namesOf } from '@/lib/access/users'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import {
  type ChangeItem,
  type ChangeKindName,
  type ChangeRequest,
  type ChangeStatus,
  type Impact,
  type Outlook,
  type Releases,
  type TestSlice,
  type VelocityOutlook,
} from './schema'

export type ChangeRow = Prisma.ChangeRequestGetPayload<object>
/** The columns of a list: payloads, states and impacts may be large. */
export type ChangeItemRow = Omit<
  ChangeRow,
  'payload' | 'before' | 'after' | 'impact' | 'releases' | 'testSlice' | 'velocity'
>

/** Changes with the names of the users. */
export async function presentItems(
  tx: TenantClient,
  tenantId: string,
  rows: readonly ChangeItemRow[],
): Promise<ChangeItem[]> {
  const names = await namesOf(
    tx,
    tenantId,
    rows.flatMap(({ requestedBy, decidedBy }) => [requestedBy, decidedBy]),
  )
  return rows.map((row) => presentItem(row, names))
}

/** A change with everything that was shown. */
export async function presentChange(tx: TenantClient, row: ChangeRow): Promise<ChangeRequest> {
  const [item] = await presentItems(tx, row.tenantId, [row])
  return {
    ...(item as ChangeItem),
    before: row.before as Record<string, unknown>,
    after: row.after as Record<string, unknown>,
    impact: impactOf(row.impact),
    releases: row.releases as unknown as Releases | null,
    test_slice: row.testSlice as unknown as TestSlice | null,
    velocity: row.velocity as unknown as VelocityOutlook | null,
    preview_days: row.previewDays,
    previewed_at: row.previewedAt.toISOString(),
    shown_hash: row.shownHash,
  }
}

type Later = 'comparison' | 'counted_from'

/** Impacts that were stored by earlier releases lack the later fields. */
function impactOf(stored: ChangeRow['impact']): Impact | null {
  if (stored === null) return null
  const impact = stored as unknown as Omit<Impact, Later> & Partial<Impact>
  return { ...impact, comparison: impact.comparison ?? null, counted_from: impact.counted_from ?? null }
}

function presentItem(row: ChangeItemRow, names: ReadonlyMap<string, string>): ChangeItem {
  const person = (id: string) => ({ id, name: names.get(id) ?? 'Unknown' })
  return {
    id: row.id,
    kind: row.kind as ChangeKindName,
    status: row.status as ChangeStatus,
    summary: row.summary,
    reason: row.reason,
    starts_at: row.startsAt?.toISOString() ?? null,
    four_eyes: row.fourEyes,
    requested_by: person(row.requestedBy),
    requested_at: row.requestedAt.toISOString(),
    decided_by: row.decidedBy === null ? null : person(row.decidedBy),
    decided_at: row.decidedAt?.toISOString() ?? null,
    decision_note: row.decisionNote,
    applied_at: row.appliedAt?.toISOString() ?? null,
    policy_version: row.policyVersion,
    failure: row.failure,
  }
}

/** What the audit log keeps of a change: the hash stands for the rest. */
export const auditState = ({ kind, status, summary, reason, startsAt, shownHash }: ChangeItemRow) => ({
  kind,
  status,
  summary,
  reason,
  starts_at: startsAt?.toISOString() ?? null,
  shown_hash: shownHash,
})

/** The columns that keep an outlook. */
export const outlookColumns = ({ impact, releases, test_slice: testSlice, velocity }: Outlook) => ({
  impact: jsonColumn(impact),
  releases: jsonColumn(releases),
  testSlice: jsonColumn(testSlice),
  velocity: jsonColumn(velocity),
})

const jsonColumn = (value: object | null) =>
  value === null ? Prisma.DbNull : (value as Prisma.InputJsonObject)

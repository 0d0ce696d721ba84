import { readInstitutionSettings } from '@/lib/access/tenants'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { requestChange } from '@/lib/governance/changes'
import { BULK_ENTRIES } from '@/lib/governance/changes/schema'
import { withTenant } from '@/lib/platform/db'
import { addEntries, type AuditedRow, findActive, keyOf, lockListed } from '@/lib/scoring/lists'
import { type ListedEntry, parseImport, type ParsedRow } from './parse-import'
import type { ImportResponse, ImportedRow } from './schema'

/**
 * Adds the rows of a CSV to the lists: valid rows in one transaction, rejected rows are reported with their line. A dry
 * run changes nothing and returns the same response. Under four eyes, BULK_ENTRIES new entries or more become a change
 * request, which another administrator approves.
 * @throws AppError invalid-request or invalid-text where the file as a whole cannot be read
 */
export async function importEntries(
  ctx: Context,
  csv: string | Uint8Array,
  { dryRun }: { dryRun: boolean },
): Promise<ImportResponse> {
  authorize(ctx, 'watchlist:write')
  const createdBy = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const now = new Date()
  const rows = parseImport(ctx.tenant, csv, now)
  const found = await withTenant({ tenantId }, async (tx) => {
    const entries = rows.flatMap(({ entry }) => entry ?? [])
    const existing = await lockListed(tx, tenantId, entries)
    const active = findActive(existing, now)
    const wanted = entries.filter((entry) => !active.has(keyOf(entry)))
    const needsApproval = wanted.length >= BULK_ENTRIES && (await readInstitutionSettings(tx)).four_eyes
    const adds = !dryRun && !needsApproval && wanted.length > 0
    const added = adds ? await addEntries(tx, ctx, createdBy, wanted, existing) : null
    return { active, wanted, needsApproval, added }
  })
  const { active, wanted, needsApproval, added } = found
  const changeId = needsApproval && !dryRun ? await requestImport(ctx, wanted) : null
  const results = rows.map((row) => resultOf(row, active, added))
  return { ...summarize(dryRun, results), needs_approval: needsApproval, change_id: changeId }
}

async function requestImport(ctx: Context, wanted: readonly ListedEntry[]): Promise<string> {
  const entries = wanted.map(({ kind, id, received, list, reason, expiresAt }) => {
    const expires_at = expiresAt?.toISOString() ?? null
    return { kind, entity_id: id, received, list_type: list, reason, expires_at }
  })
  const { id } = await requestChange(ctx, {
    change: { kind: 'watchlist-bulk', payload: { entries } },
    days: 30,
    reason: `Import of a file with ${entries.length} new entries`,
    starts_at: null,
    before_hash: null,
  })
  return id
}

function resultOf(
  { line, kind, id, list, entry, rejection }: ParsedRow,
  active: ReadonlyMap<string, AuditedRow>,
  added: ReadonlySet<string> | null,
): ImportedRow {
  const row = { line, kind, id, list }
  if (!entry) return { ...row, result: 'refused', reason: rejection }
  const key = keyOf(entry)
  const existing = active.get(key)
  if (existing?.listType === entry.list) return { ...row, result: 'duplicate', reason: null }
  if (existing) return { ...row, result: 'refused', reason: `is already on the ${existing.listType} list` }
  if (added && !added.has(key)) {
    return { ...row, result: 'refused', reason: 'was added to a list at the same time' }
  }
  return { ...row, result: 'accepted', reason: null }
}

function summarize(dryRun: boolean, rows: ImportedRow[]) {
  const count = (result: ImportedRow['result']) => rows.filter((row) => row.result === result).length
  return {
    dry_run: dryRun,
    accepted: count('accepted'),
    duplicates: count('duplicate'),
    refused: count('refused'),
    rows,
  }
}

import type { Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { announce } from '@/lib/messaging/live'
import { type LabelReport, recordLabels } from '@/lib/scoring/labels'
import type { LabelMapping } from '@/lib/scoring/history'
import type { FileReject } from '../file/read-rows'
import type { LabelChunk } from './upload-labels'

interface Recording {
  id: string
  part: number
  chunk: LabelChunk
  mapping: LabelMapping
  csvOf: (rejects: FileReject[]) => string
}

export interface LabelOutcome {
  fraud: number
  genuine: number
  duplicates: number
  rejects: FileReject[]
}

/** Records the labels of a chunk with what became of its rows, in one database transaction. */
export async function recordChunk(
  ctx: Context,
  { id, part, chunk, mapping, csvOf }: Recording,
): Promise<LabelOutcome> {
  const tenantId = ctx.tenant.id
  return await withTenant({ tenantId }, async (tx) => {
    // First, because recording holds what scoring waits for.
    await tx.$executeRaw`select from uploads where tenant_id = ${tenantId}::uuid and id = ${id}::uuid for update`
    const known = await tx.$queryRaw<{ external_id: string; id: string; occurred_at: Date }[]>`
      select external_id, id, occurred_at from transactions t
       where tenant_id = ${tenantId}::uuid and external_id = any(${chunk.rows.map((row) => row.externalId)}::text[])
         and not exists (select from quarantined_transactions q where q.tenant_id = t.tenant_id and q.transaction_id = t.id)`
    const byId = new Map(known.map((row) => [row.external_id, row]))
    const rejects = [...chunk.rejects]
    const reports: LabelReport[] = []
    for (const { line, cells, externalId, isFraud, knownAtMs } of chunk.rows) {
      const transaction = byId.get(externalId)
      const reject = (field: 'external_id' | 'known_at', reason: string) => {
        const source = mapping.columns[field === 'external_id' ? 'externalId' : 'knownAt'] as
          | { column?: string }
          | undefined
        rejects.push({ line, cells, errors: [{ line, column: source?.column ?? '', field, reason }] })
      }
      if (transaction === undefined) reject('external_id', 'is the id of no transaction')
      else if (knownAtMs !== null && knownAtMs < transaction.occurred_at.getTime()) {
        reject('known_at', 'is before the transaction')
      } else {
        const knownAt = knownAtMs === null ? undefined : new Date(knownAtMs)
        reports.push({
          transactionId: transaction.id,
          isFraud,
          source: 'upload',
          decisionId: null,
          knownAt,
        })
      }
    }
    const changed = await recordLabels(tx, tenantId, reports)
    const count = (isFraud: boolean) =>
      reports.filter((report, i) => changed[i] && report.isFraud === isFraud).length
    const [fraud, genuine] = [count(true), count(false)]
    const duplicates = reports.length - fraud - genuine
    rejects.sort((a, b) => a.line - b.line)
    await tx.$executeRaw`
      update uploads set row_count = row_count + ${reports.length + rejects.length}::int,
             labelled_count = labelled_count + ${fraud + genuine}::int,
             duplicate_count = duplicate_count + ${duplicates}::int, rejected_count = rejected_count + ${rejects.length}::int,
             progressed_at = now()
       where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`
    const csv = csvOf(rejects)
    if (csv !== '') {
      await tx.$executeRaw`
        insert into upload_rejects (tenant_id, upload_id, part, csv) values (${tenantId}::uuid, ${id}::uuid, ${part}::int, ${csv})`
    }
    await announce(tx, tenantId, { kind: 'uploads.changed', payload: { uploadId: id } })
    return { fraud, genuine, duplicates, rejects }
  })
}

import { createHash } from 'node:crypto'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { monotonicMs } from '@/lib/platform/time'
import { readRows } from '../../file/read-rows'
import { streamOf } from '../../file/read-sample'
import { givingWayToScores } from '../../give-way'
import { MAX_LARGE_FILE_ROWS, MAX_REJECTED_ROWS } from '../../schema'
import { findSameContent } from '../../upload-record'
import type { Claim } from './claim'
import { hold } from './lease'
import { readPieces } from './read-pieces'
import { requireServing } from './serving'

/** How often the process asks whether the job is still its own. */
const HOLD_EVERY_MS = 1_000

/**
 * Reads the file to its end before its first row is scored, so that a file that cannot be read leaves nothing behind. Notes how
 * many rows it has. @throws AppError invalid-request, too-large, unsupported-media-type
 */
export async function checkWhole(claim: Claim, header: readonly string[]): Promise<number> {
  const { ctx, job, mapping } = claim
  const tenantId = ctx.tenant.id
  const hash = createHash('sha256')
  async function* hashed(): AsyncGenerator<Buffer> {
    for await (const bytes of readPieces(claim)) {
      hash.update(bytes)
      yield bytes
    }
  }
  let rows = 0
  let rejected = 0
  let heldAt = monotonicMs()
  const giveWay = givingWayToScores()
  const source = { mapping, header, tenant: ctx.tenant, now: new Date(), maxRows: MAX_LARGE_FILE_ROWS }
  for await (const chunk of readRows({ ...source, file: streamOf(hashed()) })) {
    requireServing()
    await giveWay()
    rows += chunk.rows.length + chunk.rejects.length
    rejected += chunk.rejects.length
    if (rejected > MAX_REJECTED_ROWS) throw tooManyRejected(chunk.rejects[0]?.errors[0])
    if (monotonicMs() - heldAt < HOLD_EVERY_MS) continue
    await withTenant({ tenantId }, (tx) => hold(tx, claim))
    heldAt = monotonicMs()
  }
  if (rows === 0) throw invalid('file', 'has a header and no rows')
  const sha256 = hash.digest('hex')
  if (job.declared_sha256 !== null && job.declared_sha256 !== sha256) {
    throw invalid('sha256', `of the bytes that arrived is ${sha256}, not ${job.declared_sha256} as declared`)
  }
  await withTenant({ tenantId }, async (tx) => {
    await hold(tx, claim)
    const earlier = await findSameContent(tx, tenantId, 'transactions', sha256)
    await tx.$executeRaw`
      update uploads set status = 'running', total_rows = ${rows}::int, sha256 = decode(${sha256}, 'hex'),
             duplicate_of = ${earlier?.id ?? null}::uuid, progressed_at = now(), interruptions = 0
       where tenant_id = ${tenantId}::uuid and id = ${job.id}::uuid`
  })
  return rows
}

const tooManyRejected = (first: { line: number; column: string; reason: string } | undefined): AppError =>
  invalid(
    'mapping',
    `does not fit the file: more than ${MAX_REJECTED_ROWS} rows cannot be read` +
      (first ? `, such as line ${first.line}: ${first.column} ${first.reason}` : ''),
  )

const invalid = (field: string, reason: string): AppError =>
  new AppError('invalid-request', { detail: `${field}: ${reason}.`, errors: [{ field, reason }] })

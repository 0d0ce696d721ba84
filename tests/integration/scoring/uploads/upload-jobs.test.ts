/**
 * Works on the files of all institutions.
 * @own-database
 */
import {
  cancelUploadFile,
  exportRejects,
  getUploadFile,
  listUploads,
  pauseUploadFile,
  pruneUploadRejects,
  resumeUploadFile,
  storePiece,
} from '@/lib/scoring/uploads'
import { DAY_MS } from '@/lib/platform/time'
import { claimJob, releaseJob } from '@/lib/scoring/uploads/job/run/claim'
import { runJob } from '@/lib/scoring/uploads/job/run/run-job'
import {
  idMapping,
  lapseLeases,
  openFile,
  pieceOf,
  runAll,
  sendFile,
  sha256Of,
  startUploadServer,
  storedOf,
  stoppedAfter,
} from '../../../support/large-upload'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { paysimRow } from '../../../support/scoring'
import { csvOf } from '../../../support/upload'
import { withWrongClock } from '../../../support/wrong-clock'

/** Guarantee: each data line of a large file is scored, a duplicate or rejected, once, whatever ends on the way. */

const rowsOf = (count: number, changes: (i: number) => Record<string, unknown> = () => ({})) =>
  Array.from({ length: count }, (_, i) =>
    paysimRow({
      step: 700 + (i % 40),
      amount: 10 + i,
      nameOrig: `C-large-${i % 50}`,
      external_id: `large-${i}`,
      ...changes(i),
    }),
  )

const HOUR_MS = 3_600_000
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS)

/** Whether the times of the upload are those of its transactions; null where it has none. */
const notesTimes = (id: string) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ noted: boolean | null }>(
      `select (u.first_at, u.last_at) = (min(t.occurred_at), max(t.occurred_at)) as noted
         from uploads u join upload_rows r on (r.tenant_id, r.upload_id) = (u.tenant_id, u.id)
         join transactions t on (t.tenant_id, t.id) = (r.tenant_id, r.transaction_id)
        where u.id = $1 group by u.tenant_id, u.id`,
      [id],
    )
    return rows[0]!.noted
  })

let minted: MintedTenant
beforeEach(async () => {
  minted = await mintTenant()
})

it('scores a file in pieces: good rows, duplicates and rejects add up, and its pieces are deleted', async () => {
  const ctx = minted.as.senior_analyst
  const rows = rowsOf(300, (i) => ({
    ...(i % 10 === 3 && { amount: 'ten' }),
    ...(i > 289 && { external_id: 'large-0', amount: 10, step: 700, nameOrig: 'C-large-0' }),
  }))
  const csv = csvOf(rows)
  const id = await sendFile(ctx, csv, {
    mapping: idMapping,
    pieceBytes: 1_777,
    sha256: sha256Of(Buffer.from(csv)),
  })
  await runAll()
  expect(await getUploadFile(ctx, id)).toMatchObject({
    status: 'completed',
    rows_total: 300,
    rows_uploaded: 300,
    rows_scored: 261,
    rows_duplicate: 10,
    rows_rejected: 29,
    sha256: sha256Of(Buffer.from(csv)),
    error_message: null,
    piece_sha256: [],
  })
  expect(await storedOf(id)).toMatchObject({
    pieces: 0,
    named_rows: 261,
    lines: 261,
    predictions: 261,
    transactions: 261,
  })
  const rejects = await new Response((await exportRejects(ctx, id)).csv).text()
  expect(rejects.trimEnd().split('\r\n')).toHaveLength(30)
  const actions = await withClient('superuser', (client) =>
    client.query(
      `select action, actor_kind, after ->> 'user_id' = $2 as names_user from audit_log where tenant_id = $1 and object_id = $3 order by seq`,
      [minted.tenant.id, ctx.actor.id, id],
    ),
  )
  expect(actions.rows.map(({ action, actor_kind }) => [action, actor_kind])).toEqual([
    ['upload.opened', 'user'],
    ['upload.started', 'user'],
    ['upload.completed', 'system'],
    ['upload.rejects-exported', 'user'],
  ])
  expect(actions.rows[2]).toMatchObject({ names_user: true })

  const again = await sendFile(ctx, csv, { mapping: idMapping })
  await runAll()
  expect(await getUploadFile(ctx, again)).toMatchObject({
    rows_scored: 0,
    rows_duplicate: 271,
    rows_rejected: 29,
    duplicate_of: id,
  })
})

it.each<[string, string | Buffer, object, RegExp]>([
  [
    'whose hash is another',
    csvOf(rowsOf(3)),
    { sha256: 'a'.repeat(64) },
    /sha256: of the bytes that arrived is [0-9a-f]{64}/,
  ],
  [
    'with a column twice',
    'step,step,type,amount,nameOrig\n1,1,PAYMENT,1,C1\n',
    {},
    /has the name of column 1/,
  ],
  ['without a column of its mapping', 'step,type,amount\n1,PAYMENT,1\n', {}, /column nameOrig is missing/],
  ['without rows', 'step,type,amount,nameOrig\n', {}, /has a header and no rows/],
  [
    'with a line without an end',
    `step,type,amount,nameOrig\n1,PAYMENT,1,${'x'.repeat(300_000)}\n`,
    {},
    /is longer than 65536 characters/,
  ],
])('rejects a file %s before its first row is scored', async (_case, csv, options, reason) => {
  const ctx = minted.as.admin
  const id = await sendFile(ctx, csv, { pieceBytes: 100_000, ...options })
  await runAll()
  const upload = await getUploadFile(ctx, id)
  expect(upload).toMatchObject({ status: 'rejected', rows_uploaded: 0 })
  expect(upload.error_message).toMatch(reason)
  expect(await storedOf(id)).toMatchObject({ pieces: 0, transactions: 0 })
})

it('pauses between two transactions, goes on behind the last row, and is cancelled with what was scored', async () => {
  const ctx = minted.as.admin
  const id = await sendFile(ctx, csvOf(rowsOf(1_000)), { mapping: idMapping, pieceBytes: 10_000 })
  const paused = runAll()
  await stoppedAfter(id, 250, async () => {
    expect(await pauseUploadFile(ctx, id)).toMatchObject({ status: 'paused' })
  })
  await paused
  const before = await storedOf(id)
  expect(before).toMatchObject({ status: 'paused', row_count: 256, predictions: 256, total_rows: 1_000 })
  await runAll()
  expect(await storedOf(id)).toEqual(before)
  expect(await notesTimes(id)).toBe(true)
  // An earlier release had scored these rows.
  await withClient('superuser', (client) =>
    client.query('update uploads set first_at = null, last_at = null where id = $1', [id]),
  )

  expect(await resumeUploadFile(ctx, id)).toMatchObject({ status: 'waiting' })
  const cancelled = runAll()
  await stoppedAfter(id, 600, async () => {
    expect(await cancelUploadFile(ctx, id)).toMatchObject({ status: 'cancelled', rows_scored: 768 })
  })
  await cancelled
  await runAll()
  expect(await storedOf(id)).toMatchObject({
    status: 'cancelled',
    row_count: 768,
    predictions: 768,
    lines: 768,
    pieces: 0,
  })
  // Those of its later rows alone would hide the others.
  expect(await notesTimes(id)).toBeNull()
}, 300_000)

it('neither loses nor doubles a row where its process is killed, and another one goes on after the lease', async () => {
  const ctx = minted.as.admin
  const rows = rowsOf(1_000, (i) => (i % 100 === 7 ? { amount: 'ten' } : {}))
  const id = await sendFile(ctx, csvOf(rows), { mapping: idMapping, pieceBytes: 10_000 })
  const server = startUploadServer()
  await stoppedAfter(id, 500, async () => {
    // Its lease holds: nobody else takes the job.
    await runAll()
    server.kill('SIGKILL')
    await server.ended
  })
  expect(Number((await storedOf(id)).row_count)).toBeLessThan(1_000)
  await lapseLeases()
  await runAll()
  expect(await storedOf(id)).toMatchObject({
    status: 'completed',
    row_count: 1_000,
    scored_count: 990,
    duplicate_count: 0,
    rejected_count: 10,
    named_rows: 990,
    lines: 990,
    predictions: 990,
    transactions: 990,
    pieces: 0,
  })
  const rejects = await new Response((await exportRejects(ctx, id)).csv).text()
  const lines = rejects.trimEnd().split('\r\n')
  expect(lines).toHaveLength(11)
  expect(lines.filter((line) => line.includes('reject_line'))).toEqual([lines[0]])
}, 300_000)

it('is given back at once by a server that shuts down, and scored once by two servers', async () => {
  const ctx = minted.as.admin
  const id = await sendFile(ctx, csvOf(rowsOf(1_000)), { mapping: idMapping, pieceBytes: 10_000 })
  const first = startUploadServer()
  await stoppedAfter(id, 500, () => void first.kill('SIGTERM'))
  expect(await first.ended).toBe(0)
  expect(await storedOf(id)).toMatchObject({ status: 'running', interruptions: 0 })
  expect(Number((await storedOf(id)).row_count)).toBeLessThan(1_000)
  const second = startUploadServer()
  await runAll()
  expect(await second.ended).toBe(0)
  await runAll()
  expect(await storedOf(id)).toMatchObject({
    status: 'completed',
    row_count: 1_000,
    scored_count: 1_000,
    predictions: 1_000,
    lines: 1_000,
  })
}, 300_000)

it('stores nothing of a process whose job was taken over', async () => {
  const ctx = minted.as.admin
  const id = await sendFile(ctx, csvOf(rowsOf(40)), { mapping: idMapping })
  const slow = await withWrongClock(-HOUR_MS, async () => (await claimJob(minted.tenant.id))!)
  // The lease counts by the clock of the database, whatever those of the servers say.
  expect(await withWrongClock(HOUR_MS, () => claimJob(minted.tenant.id))).toBeNull()
  await lapseLeases()
  const claims = await Promise.all([1, 2].map(() => claimJob(minted.tenant.id)))
  const taken = claims.filter((claim) => claim !== null)
  expect(taken.length).toBeGreaterThan(0)
  await runJob(slow)
  expect(await storedOf(id)).toMatchObject({ row_count: 0, predictions: 0, status: 'checking' })
  await releaseJob(slow)
  await runJob(taken.toSorted((a, b) => a.job.attempt - b.job.attempt).at(-1)!)
  expect(await storedOf(id)).toMatchObject({ status: 'completed', row_count: 40, predictions: 40 })
})

it('waits for a model and goes on, and gives up after five attempts without progress', async () => {
  const ctx = minted.as.admin
  const stage = (to: string) =>
    withClient('superuser', (client) =>
      client.query('update model_versions set stage = $2 where tenant_id = $1', [minted.tenant.id, to]),
    )
  const id = await sendFile(ctx, csvOf(rowsOf(20)), { mapping: idMapping })
  await stage('registered')
  await runAll()
  expect(await storedOf(id)).toMatchObject({ status: 'running', row_count: 0, total_rows: 20 })
  await stage('production')
  await lapseLeases()
  await runAll()
  expect(await storedOf(id)).toMatchObject({ status: 'completed', scored_count: 20 })

  const other = await sendFile(ctx, csvOf(rowsOf(20, (i) => ({ external_id: `other-${i}` }))), {
    mapping: idMapping,
  })
  await stage('registered')
  for (let i = 0; i < 5; i++) {
    await lapseLeases()
    await runAll()
  }
  expect(await getUploadFile(ctx, other)).toMatchObject({
    status: 'rejected',
    error_message: 'No model is in production',
  })
  expect(await storedOf(other)).toMatchObject({ pieces: 0 })
})

it('deletes a file that waited for its user for three days', async () => {
  const ctx = minted.as.admin
  const csv = csvOf(rowsOf(20))
  const upload = await openFile(ctx, csv, { pieceBytes: 500 })
  await storePiece(ctx, upload.id, pieceOf(csv, upload, 0))
  await runAll(inDays(71 / 24))
  expect(await storedOf(upload.id)).toMatchObject({ status: 'receiving', pieces: 1 })
  await runAll(inDays(73 / 24))
  expect(await getUploadFile(ctx, upload.id)).toMatchObject({
    status: 'rejected',
    error_message: 'It did not arrive whole within 72 hours.',
  })
  expect(await storedOf(upload.id)).toMatchObject({ pieces: 0 })
})

it('deletes rejected rows after thirty days and keeps the upload', async () => {
  const ctx = minted.as.admin
  const id = await sendFile(ctx, csvOf(rowsOf(2, (i) => (i === 0 ? { amount: 'ten' } : {}))))
  await runAll()
  const hasRejects = async () =>
    (await listUploads(ctx)).items.find((upload) => upload.id === id)?.has_rejects
  await pruneUploadRejects(inDays(29))
  expect(await hasRejects()).toBe(true)
  await pruneUploadRejects(inDays(31))
  expect(await hasRejects()).toBe(false)
})

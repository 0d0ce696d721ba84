/**
 * Servers of other tests would take its replays.
 * @own-database
 */
import { startReplay, stopReplay } from '@/lib/scoring/replay'
import { claimReplay, LEASE_MS, releaseLease, renewLease } from '@/lib/scoring/replay/run/lease'
import { uploadPayments, uploadShift } from '@/lib/scoring/replay/run/upload-payments'
import { startReplayBody } from '@/lib/scoring/replay/schema'
import { listUploads } from '@/lib/scoring/uploads'
import { uploadLabels } from '@/lib/scoring/uploads/labels/upload-labels'
import { uploadTransactions } from '@/lib/scoring/uploads/upload-transactions'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { allowReplays, endAllReplays, runToEnd, storedOf } from '../../../support/replays'
import { csvOf } from '../../../support/upload'
import { withWrongClock } from '../../../support/wrong-clock'

/** Guarantee: a replay of an upload takes each transaction that the file scored once, in the order of its lines. */
const MINUTES = 60_000
jest.setTimeout(10 * MINUTES)
afterEach(endAllReplays)

const ROWS = 30
const DUPLICATES = 3
/** Not in the order of time. */
const occurredAt = (i: number) => new Date(Date.UTC(2026, 1, 1, 8, (7 * i) % ROWS)).toISOString()
const rowsOf = (prefix: string) =>
  Array.from({ length: ROWS }, (_, i) => ({
    external_id: `${prefix}-${i}`,
    occurred_at: occurredAt(i),
    type: 'PAYMENT',
    amount: i === 4 ? 'ten' : 10 + i,
    sender_account: `${prefix}-C-${i % 4}`,
  }))

const upload = async ({ as }: MintedTenant, rows: Record<string, unknown>[]) => {
  const file = { name: 'may.csv', bytes: Buffer.from(csvOf(rows)), mapping: undefined, answers: undefined }
  return await uploadTransactions(as.senior_analyst, file, performance.now())
}
const start = ({ as }: MintedTenant, input: object) =>
  startReplay(as.senior_analyst, startReplayBody.parse({ rate_per_second: 100, ...input }))

/** The replayed transactions in the order in which they were scored, by the external ids of what they repeat. */
const replayed = ({ tenant }: MintedTenant) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ name: string; at: Date }>(
      `select o.external_id as name, r.occurred_at as at from transactions r
         join transactions o on o.tenant_id = r.tenant_id and replace(o.id::text, '-', '') = split_part(r.external_id, '-', 3)
        where r.tenant_id = $1 and r.source = 'replay' order by r.seq`,
      [tenant.id],
    )
    return rows
  })

describe('a replay of an upload', () => {
  let minted: MintedTenant
  let uploadId: string
  beforeAll(async () => {
    minted = await mintTenant()
    await allowReplays(minted)
    // Three rows of the file are known already.
    await upload(minted, rowsOf('may').slice(0, DUPLICATES))
    uploadId = (await upload(minted, rowsOf('may'))).upload_id
    await uploadLabels(
      minted.as.senior_analyst,
      {
        name: 'labels.csv',
        bytes: Buffer.from(
          csvOf([{ external_id: 'may-7', label: 'fraud', known_at: '2026-02-20T00:00:00Z' }]),
        ),
        mapping: undefined,
      },
      performance.now(),
    )
  })
  const expected = () =>
    rowsOf('may').flatMap(({ external_id, amount }, i) =>
      i < DUPLICATES || amount === 'ten' ? [] : [external_id],
    )

  it('scores what the file scored, in the order of its lines, with the same time between payments', async () => {
    const started = await start(minted, { upload_id: uploadId })
    expect(started).toMatchObject({
      source: 'upload',
      upload: { id: uploadId, filename: 'may.csv' },
      fraud_fraction: null,
      window: null,
    })
    expect(await runToEnd(minted)).toMatchObject({
      status: 'completed',
      transactions_replayed: ROWS - DUPLICATES - 1,
      rejected: 0,
      frauds: 1,
      labels_waiting: 1,
    })
    const rows = await replayed(minted)
    expect(rows.map(({ name }) => name)).toEqual(expected())
    const shifts = rows.map(
      ({ name, at }) => at.getTime() - Date.parse(occurredAt(Number(name.split('-')[1]))),
    )
    expect(new Set(shifts).size).toBe(1)
    const latest = Math.max(...rows.map(({ at }) => at.getTime()))
    expect(latest).toBe(Date.parse(started.started_at!))
    expect((await storedOf(minted)).predictions).toBe(ROWS - DUPLICATES - 1)
  })

  it('goes on behind the line where an earlier attempt stopped', async () => {
    const plan = { tenantId: minted.tenant.id, uploadId }
    const startedAt = new Date()
    // Whatever part of the file one statement reads.
    const shifts = await Promise.all([1, 4, 5_000].map((lines) => uploadShift(plan, ROWS, startedAt, lines)))
    expect(new Set(shifts).size).toBe(1)
    const first = await uploadPayments(plan, 0, null)(10)
    const rest = await uploadPayments(plan, 0, first.at(-1)!.place)(ROWS)
    const all = await uploadPayments(plan, 0, null)(ROWS)
    expect([...first, ...rest]).toEqual(all)
    expect(all).toHaveLength(ROWS - DUPLICATES - 1)
  })

  it('is not of a file of labels, of one that scored nothing, that has not ended, or of another institution', async () => {
    const { items } = await listUploads(minted.as.admin, { limit: 50 })
    const labels = items.find(({ kind }) => kind === 'labels')!
    const nothing = await upload(minted, rowsOf('may').slice(0, DUPLICATES))
    const reasonOf = async (of: MintedTenant, id: string) =>
      start(of, { upload_id: id }).then(
        () => null,
        (error: { errors?: { field: string; reason: string }[] }) => error.errors?.[0],
      )
    const unknown = { field: 'upload_id', reason: 'is no upload of transactions' }
    expect(await reasonOf(minted, labels.id)).toEqual(unknown)
    const other = await mintTenant()
    await allowReplays(other)
    expect(await reasonOf(other, uploadId)).toEqual(unknown)
    expect(await reasonOf(minted, nothing.upload_id)).toMatchObject({ reason: 'scored no transaction' })
    await withClient('superuser', (client) =>
      client.query(`update uploads set status = 'running', finished_at = null where id = $1`, [
        nothing.upload_id,
      ]),
    )
    expect(await reasonOf(minted, nothing.upload_id)).toMatchObject({ reason: 'has not ended yet' })
    // The screen offers what can be replayed.
    const offered = (await listUploads(minted.as.senior_analyst, { scored: true })).items
    expect(offered.map(({ rows_scored: scored }) => scored)).toEqual([ROWS - DUPLICATES - 1, DUPLICATES])
  })

  it('does not go with a window or a share of fraud', () => {
    const reject = (body: object) =>
      startReplayBody.safeParse(body).error?.issues.map(({ path }) => path.join('.'))
    const window = { from: '2026-01-01', to: '2026-01-02' }
    expect(reject({ upload_id: uploadId, window })).toEqual(['upload_id'])
    expect(reject({ upload_id: uploadId, fraud_fraction: 0.1 })).toEqual(['fraud_fraction'])
    expect(reject({ upload_id: 'may.csv' })).toEqual(['upload_id'])
  })
})

describe('the lease of a replay', () => {
  const HOUR_MS = 60 * MINUTES
  const leaseSeconds = ({ tenant }: MintedTenant) =>
    withClient('superuser', async (client) => {
      const { rows } = await client.query<{ left: number }>(
        `select extract(epoch from lease_until - now())::float8 as left from replays where tenant_id = $1 and finished_at is null`,
        [tenant.id],
      )
      return rows[0]!.left
    })

  it.each([-HOUR_MS, HOUR_MS])(
    'does not depend on the clock of a server that is wrong by %i ms',
    async (ms) => {
      const minted = await mintTenant()
      await allowReplays(minted)
      await start(minted, { duration_seconds: 600 })
      const { id } = minted.tenant
      await withWrongClock(ms, async () => {
        const claim = (await claimReplay(id))!
        await renewLease(claim)
        expect(await claimReplay(id)).toBeNull()
        expect(await leaseSeconds(minted)).toBeLessThanOrEqual(LEASE_MS / 1_000)
        await releaseLease(claim)
        expect((await claimReplay(id))?.row).toMatchObject({ attempt: 2 })
        const stopped = await stopReplay(minted.as.admin)
        // An hour of the wrong clock would show.
        expect(stopped.elapsed_seconds).toBeLessThan(3_000)
        expect(Date.parse(stopped.finished_at!)).toBeGreaterThanOrEqual(Date.parse(stopped.started_at!))
      })
    },
  )
})

import { type ChildProcess, spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import type { Context } from '@/lib/contract/context'
import { getUploadFile, openUploadFile, runUploads, startUploadFile, storePiece } from '@/lib/scoring/uploads'
import type { UploadFile } from '@/lib/scoring/uploads/schema'
import { earlierTransactionsEnded } from './earlier-transactions'
import { withClient } from './postgres'
import { uploadMapping } from './upload'

export const sha256Of = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex')

/** PaySim's columns with an id of each transaction, as a mapping of theirs. */
export const idMapping = {
  columns: { ...uploadMapping.columns, externalId: { column: 'external_id' } },
}

interface SendOptions {
  mapping?: Record<string, unknown>
  sha256?: string
  /** Pieces of a test are smaller than those of the product. */
  pieceBytes?: number
}

/** Opens the upload of a file, with pieces of this size. */
export async function openFile(
  ctx: Context,
  csv: string | Buffer,
  { mapping = uploadMapping, sha256, pieceBytes }: SendOptions = {},
): Promise<UploadFile> {
  const opened = await openUploadFile(ctx, {
    filename: 'large.csv',
    file_size_bytes: Buffer.byteLength(csv),
    mapping,
    sha256,
  })
  if (pieceBytes === undefined) return opened
  await withClient('superuser', (client) =>
    client.query('update uploads set piece_bytes = $2 where id = $1', [opened.id, pieceBytes]),
  )
  return await getUploadFile(ctx, opened.id)
}

export function pieceOf(csv: string | Buffer, { pieces }: UploadFile, number: number) {
  const bytes = Buffer.from(csv).subarray(number * pieces!.bytes, (number + 1) * pieces!.bytes)
  return { number, bytes, sha256: sha256Of(bytes) }
}

/** Sends a whole file and has it scored. Returns the id of its upload; a job does the rest. */
export async function sendFile(ctx: Context, csv: string | Buffer, options?: SendOptions): Promise<string> {
  const opened = await openFile(ctx, csv, options)
  for (let number = 0; number < opened.pieces!.count; number++) {
    await storePiece(ctx, opened.id, pieceOf(csv, opened, number))
  }
  await startUploadFile(ctx, opened.id)
  return opened.id
}

/** Works on all files that wait. @param now for how long files have waited for their users */
export async function runAll(now = new Date()): Promise<void> {
  await Promise.all(await runUploads(now))
}

/** Time passes until the leases of all large files have lapsed. */
export async function lapseLeases(): Promise<void> {
  // What a killed process had sent to the database may still commit, with a lease of its own.
  await earlierTransactionsEnded()
  await withClient('superuser', (client) =>
    client.query(`update uploads set lease_until = now() - interval '1 s' where lease_until is not null`),
  )
}

/** A server process that works on the waiting files and then ends. */
export function startUploadServer(): ChildProcess & { ended: Promise<number | null> } {
  const server = spawn(process.execPath, ['--import', 'tsx', 'tests/support/run-uploads.ts'], {
    // A test sees another environment than its process has.
    env: { ...process.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return Object.assign(server, { ended: once(server, 'exit').then(([code]) => code as number | null) })
}

/** Servers beside the test take no file of the tenant: for them, one of them is at work on another of its files. */
export async function keepFilesFromServers(ctx: Context): Promise<void> {
  const { id } = await openFile(ctx, 'step\n1\n')
  await withClient('superuser', (client) =>
    client.query(`update uploads set lease_until = now() + interval '1 hour' where id = $1`, [id]),
  )
}

/** What is stored of an upload, for invariants. */
export const storedOf = (id: string) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<Record<string, number | string | null>>(
      `select status, total_rows, row_count, scored_count, duplicate_count, rejected_count, received_pieces, attempt, interruptions,
              (select count(*)::int from upload_pieces p where p.tenant_id = u.tenant_id and p.upload_id = u.id) as pieces,
              (select count(*)::int from upload_rows r where r.tenant_id = u.tenant_id and r.upload_id = u.id) as named_rows,
              (select count(distinct r.line)::int from upload_rows r where r.tenant_id = u.tenant_id and r.upload_id = u.id) as lines,
              (select count(*)::int from transactions t where t.tenant_id = u.tenant_id) as transactions,
              (select count(*)::int from predictions p where p.tenant_id = u.tenant_id) as predictions,
              (select count(*)::int from predictions p join upload_rows r on r.tenant_id = p.tenant_id
                and r.transaction_id = p.transaction_id where r.tenant_id = u.tenant_id and r.upload_id = u.id) as own_predictions
         from uploads u where id = $1`,
      [id],
    )
    return rows[0]!
  })

/** Resolves when so many rows of the upload are done. */
async function untilRows(id: string, count: number): Promise<void> {
  for (;;) {
    const { row_count: done, status } = await storedOf(id)
    if (Number(done) >= count) return
    if (['completed', 'failed', 'rejected', 'cancelled'].includes(String(status))) {
      throw new Error(`the upload is ${String(status)} after ${String(done)} of ${count} rows`)
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const GATE = 20_270_124

/**
 * Stops the scoring of an upload once so many of its rows are done, while `work` runs: its next transaction waits, before it
 * looks whether the job is still its own. For tests with a database of their own.
 */
export async function stoppedAfter(
  id: string,
  rows: number,
  work: () => Promise<void> | void,
): Promise<void> {
  await withClient('superuser', async (client) => {
    await client.query(`select pg_advisory_lock(${GATE})`)
    await client.query(`
      create or replace function wait_at_gate() returns trigger language plpgsql security definer as $$
      begin
        if (select row_count >= ${rows} from uploads where id = '${id}') then perform pg_advisory_xact_lock(${GATE}); end if;
        return null;
      end $$`)
    await client.query(
      'create or replace trigger gate before insert on transactions for each statement execute function wait_at_gate()',
    )
    try {
      await untilRows(id, rows)
      await work()
    } finally {
      await client.query(`select pg_advisory_unlock(${GATE})`)
      await client.query('drop trigger gate on transactions')
    }
  })
}

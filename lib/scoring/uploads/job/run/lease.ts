import { Prisma, type Statement, sqlState, type TenantClient } from '@/lib/platform/db'
import type { Claim } from './claim'

/** Without a sign of life for so long, another process takes the job. */
export const LEASE_MS = 60_000

/** An instant so far from now by the clock of the database, which all servers share. */
export const fromNow = (ms: number): Prisma.Sql => Prisma.sql`now() + ${ms}::int * interval '1 millisecond'`

/** Commits with the rows of a chunk, and fails the transaction where the process no longer holds the job. */
export const holding = ({ ctx, job }: Claim): Statement => ({
  name: 'upload-hold',
  text: `select hold_upload($1::uuid, $2::uuid, $3::int, now() + $4::int * interval '1 millisecond')`,
  values: [ctx.tenant.id, job.id, job.attempt, LEASE_MS],
})

/** The same in a transaction of its caller. */
export async function hold(tx: TenantClient, { ctx, job }: Claim): Promise<void> {
  await tx.$executeRaw`
    select hold_upload(${ctx.tenant.id}::uuid, ${job.id}::uuid, ${job.attempt}::int, ${fromNow(LEASE_MS)})`
}

const LOST = 'UL001'
/** True where the job was paused, cancelled, or taken over. */
export const isLost = (error: unknown): boolean => sqlState(error) === LOST

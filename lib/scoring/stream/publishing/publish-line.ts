/** Publishes rows that wait for Kafka. While Kafka is asked, the rows are leased and no transaction is open. */
import { type Statement, withTenantPipeline } from '@/lib/platform/db'
import { singleton } from '@/lib/platform/singleton'
import { monotonicMs } from '@/lib/platform/time'

/**
 * For so long no other worker takes rows that this one has taken. Longer than what follows: the last part begins within
 * `BEGIN_PARTS_MS` and has at most three requests, of 4 s each (worker/clients.ts).
 */
export const LEASE_SECONDS = 21
const BEGIN_PARTS_MS = 8_000
/** Characters that are sent before their rows are forgotten: a slow broker makes progress, too. */
const PART_CHARACTERS = 400_000

/** What may still wait: nothing, more rows, or rows that another worker publishes. */
export type Rest = 'nothing' | 'more' | 'elsewhere'

export interface Waiting<Message> {
  id: string
  messages: Message[]
  characters: number
}

export interface Line<Message> {
  tenantId: string
  table: 'stream_outbox' | 'stream_dead_letters'
  /** Rows that are taken together. */
  atOnce: number
  /**
   * The statements of the transaction that leases rows. The last one returns them in their order with the end of the lease as
   * `until`, or one row with `is_held` where another worker publishes.
   */
  take: Statement[]
  read(row: Record<string, unknown>): Waiting<Message>
  /** Of the rows that Kafka has. */
  forget(ids: string[]): Statement
}

/** @throws the failure of `publish`; what it did not send waits */
export async function publishLine<Message>(
  line: Line<Message>,
  publish: (messages: Message[]) => Promise<void>,
): Promise<Rest> {
  const startedAt = monotonicMs()
  const results = await inTurn(line.tenantId, line.take)
  const found = results.at(-1)!.rows as Record<string, unknown>[]
  if (found.length === 0) return 'nothing'
  if (found[0]!.is_held) return 'elsewhere'
  const parts = partsOf(found.map(line.read))
  let sent = 0
  try {
    for (const part of parts) {
      if (monotonicMs() - startedAt > BEGIN_PARTS_MS) break
      await publish(part.flatMap(({ messages }) => messages))
      await inTurn(line.tenantId, [line.forget(idsOf(part))])
      sent += 1
    }
  } finally {
    const left = parts.slice(sent).flatMap(idsOf)
    if (left.length > 0) await release(line, left, found[0]!.until as Date)
  }
  return sent < parts.length || found.length === line.atOnce ? 'more' : 'nothing'
}

const idsOf = (rows: readonly Waiting<unknown>[]): string[] => rows.map(({ id }) => id)

/** Gives rows back before their lease ends, except those that another worker has taken since. What fails here ends with the lease. */
const release = (
  { tenantId, table }: Pick<Line<never>, 'tenantId' | 'table'>,
  ids: string[],
  until: Date,
): Promise<unknown> =>
  inTurn(tenantId, [
    {
      name: `stream-release-${table}`,
      text: `update ${table} set publishing_until = null
              where tenant_id = $1::uuid and id = any ($2::uuid[]) and publishing_until = $3::timestamptz`,
      values: [tenantId, ids, until.toISOString()],
    },
  ]).catch(() => undefined)

/** Rows in parts that are sent and forgotten together, in their order. */
function partsOf<Message>(rows: readonly Waiting<Message>[]): Waiting<Message>[][] {
  const parts: Waiting<Message>[][] = []
  let size = Infinity
  for (const row of rows) {
    size += row.characters
    if (size > PART_CHARACTERS) {
      parts.push([])
      size = row.characters
    }
    parts.at(-1)!.push(row)
  }
  return parts
}

const turns = () => singleton('stream.publishing', () => ({ last: Promise.resolve() as Promise<unknown> }))

/** A crash that forgets these writes makes Kafka get some messages again, which is allowed: no commit waits for the disk. */
const WITHOUT_FLUSH: Statement = {
  name: 'stream-without-flush',
  text: `select set_config('synchronous_commit', 'off', true)`,
}

/** One transaction after the other for all tenants: publishing has at most one of the connections of scoring. */
function inTurn(tenantId: string, statements: Statement[]) {
  const state = turns()
  const run = () => withTenantPipeline(tenantId, (tx) => tx.commit([WITHOUT_FLUSH, ...statements]))
  const turn = state.last.then(run, run)
  state.last = turn.catch(() => undefined)
  return turn
}

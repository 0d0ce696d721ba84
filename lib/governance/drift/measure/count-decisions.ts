import { setImmediate } from 'node:timers/promises'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { eachDecision, type GroupKey } from './decision-bytes'
import { addDecision, closeGroup, type DecisionGroup, openGroup } from './decision-group'
import type { ModelLayouts } from './layout-of-model'
import { LocalPeriods } from './local-periods'
import type { Periods } from './periods'
import { type Place, readBounds, readDecisions } from './read-decisions'

/** Chunks of a transaction, which then stores what the decisions add up to: a few rows per hour and day of them. */
const CHUNKS = 20
/** A transaction begins no chunk after this time, and none after the shorter one while the database works for others. */
const STEP_MS = 2_000
const BUSY_STEP_MS = 200
/** Days that a transaction counts, of each some megabytes. */
const MOST_DAYS = 8
/** Groups of decisions that a transaction counts, of each about a kilobyte. */
const MOST_GROUPS = 20_000

export interface Reading {
  after: Place
  horizon: bigint
  timeZone: string
  /** Decisions that one statement reads. */
  size: number
  layouts: ModelLayouts
  periods: Periods
  /** Connections that read at the same time: the database does half of the work. */
  lanes: number
}

export interface Counted {
  decisions: number
  last: Place
  more: boolean
  /** At how many of its reads the database worked for others too. */
  busyShare: number
}

/** Adds the next decisions to their periods, for as long as one transaction should take. */
export async function countDecisions(
  tx: TenantClient,
  tenantId: string,
  { after, horizon, timeZone, size, layouts, periods, lanes }: Reading,
): Promise<Counted> {
  const local = new LocalPeriods(timeZone)
  const groups: DecisionGroup[] = []
  const known = new Map<number, Map<string, DecisionGroup>>()
  const bounds = await readBounds(tx, tenantId, { after, horizon, size, chunks: CHUNKS })
  const counted = { decisions: 0, last: after, more: bounds.length === CHUNKS }
  const startedAt = performance.now()
  let [reads, busyReads] = [0, 0]
  const isOver = () =>
    performance.now() - startedAt > (busyReads > 0 ? BUSY_STEP_MS : STEP_MS) ||
    periods.days > MOST_DAYS ||
    groups.length > MOST_GROUPS
  const lane = async (own: TenantClient) => {
    const open = async (key: GroupKey) => {
      const model = await layouts.of(own, key.modelVersionId)
      const group = openGroup(periods, model, await local.of(own, key.from), key)
      groups.push(group)
      return group
    }
    // Each lane ends the chunks that it began, so all up to the last one are counted.
    while (!isOver()) {
      const until = bounds.shift()
      if (until === undefined) return
      const from = counted.last
      counted.last = until
      const { rows, decisions, others } = await readDecisions(own, tenantId, from, until)
      reads += 1
      if (others > 0) busyReads += 1
      counted.decisions += rows
      // Requests of the same process get their turn in between.
      if (decisions) await eachDecision(decisions, known, open, addDecision, () => setImmediate())
    }
  }
  const more = Array.from({ length: lanes - 1 }, () => withTenant({ tenantId }, lane))
  const ends = await Promise.allSettled([lane(tx), ...more])
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  groups.forEach(closeGroup)
  counted.more ||= bounds.length > 0
  return { ...counted, busyShare: reads === 0 ? 0 : busyReads / reads }
}

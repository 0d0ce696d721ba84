import type { LetterJson } from './state-layout'
import { MINUTE_MS, type BucketList } from './time-window'

const QUARTER_DAYS = 4

/** Converts an account from the first JSON layout to the second; fields that the first lacks are empty. */
export function upgradeAccount({ sent, received }: LetterJson): LetterJson & { v: number } {
  return {
    v: 2,
    sent: upgradeFlow(sent as FirstFlow),
    received: upgradeFlow(received as FirstFlow),
    habits: { r: [], x: 0, o: [], c: [], t: [], i: [], h: [], m: [], d: [], p: [], g: [] },
    run: { b: [], z: 0 },
  }
}

/** A flow in the first layout: `p` holds only hashes, and there is no fraud ledger. */
type FirstFlow = LetterJson & { l: number; p: number[]; w: BucketList }

/** Counts each known counterparty as paid once, at the time of the latest payment. */
function upgradeFlow(flow: FirstFlow): LetterJson {
  const latest = Math.floor(flow.l / MINUTE_MS)
  return { ...flow, p: flow.p.flatMap((hash) => [hash, 1, latest]), y: dailyCounts(flow.w), g: [] }
}

/** Converts the six-hour buckets of the last week to days, without known frauds. */
function dailyCounts(quarters: BucketList): BucketList {
  const days: BucketList = []
  for (let i = 0; i < quarters.length; i += 3) {
    const day = Math.floor(quarters[i]! / QUARTER_DAYS)
    if (days[days.length - 3] === day) days[days.length - 2]! += quarters[i + 1]!
    else days.push(day, quarters[i + 1]!, 0)
  }
  return days
}

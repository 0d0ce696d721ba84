import type { Context } from '@/lib/contract/context'
import { caseLoad, listCases } from '@/lib/desk/cases'
import {
  countOpenedCases,
  nextAlerts,
  ratePosture,
  readActivity,
  readBaseline,
  readOpenAlerts,
  readPlaces,
} from '@/lib/desk/dashboard'
import { listTransactions } from '@/lib/desk/transactions'
import { getReplayStatus } from '@/lib/scoring/replay'
import { type Read, readOrProblem } from '../_lib/read-or-problem'
import { takeTurns } from '../_lib/take-turns'
import type { DashboardView } from './search-params'

const CONNECTIONS = 3
const NEXT_ALERTS = 4
const DUE_CASES = 3
const TICKER_ROWS = 8
const RECENT_HIGH = 5

/** All reads of the page, in the order of the page. Each widget awaits its own reads only. */
export function readDashboard(ctx: Context, { range, map, replays }: DashboardView) {
  const inTurn = takeTurns(CONNECTIONS)
  const ask = <T>(read: () => Promise<T>) => heldBack(readOrProblem(ctx, read))
  const askInTurn = <T>(read: () => Promise<T>): Promise<Read<T>> => ask(() => inTurn(read))
  const latest = (filter: { outcome?: 'flagged'; risk_band?: 'high' }, limit: number) =>
    askInTurn(async () => (await listTransactions(ctx, { ...filter, order: 'time' }, { limit })).items)
  const cases = (filter: { priority?: 'critical'; assigned_to?: 'unassigned' }, limit: number) =>
    askInTurn(async () => {
      const wanted = { ...filter, status: 'active', order: 'due' } as const
      return (await listCases(ctx, wanted, { limit })).items
    })

  const activity = heldBack(inTurn(() => readActivity(ctx, range, replays)))
  return {
    activity: ask(() => activity),
    openAlerts: askInTurn(() => readOpenAlerts(ctx, replays)),
    caseLoad: askInTurn(() => caseLoad(ctx)),
    replay: askInTurn(() => getReplayStatus(ctx)),
    posture: ask(async () => {
      const { totals, breakdown } = await activity
      const days = await inTurn(() => readBaseline(ctx, totals.period, replays))
      return { posture: ratePosture(totals, days, breakdown.types), baselineDays: days.length }
    }),
    openedCases: ask(async () => {
      const { points } = (await activity).timeseries
      return inTurn(() => countOpenedCases(ctx, points))
    }),
    nextAlerts: askInTurn(() => nextAlerts(ctx, NEXT_ALERTS)),
    dueCases: cases({}, DUE_CASES),
    unassignedCases: cases({ priority: 'critical', assigned_to: 'unassigned' }, 1),
    flagged: latest({ outcome: 'flagged' }, TICKER_ROWS),
    all: latest({}, TICKER_ROWS),
    high: latest({ risk_band: 'high' }, RECENT_HIGH),
    places: askInTurn(() => readPlaces(ctx, map, range, replays)),
    // The hours of the week need more than one day.
    week: range === '24h' ? askInTurn(() => readActivity(ctx, '30d', replays)) : ask(() => activity),
  }
}
export type DashboardReads = ReturnType<typeof readDashboard>

/** The widget that awaits the promise handles its failure, which may happen before it awaits. */
function heldBack<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}

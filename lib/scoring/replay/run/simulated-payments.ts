import { setImmediate as breathe } from 'node:timers/promises'
import { minorDigits } from '@/lib/contract/currency-digits'
import { crimeOfShare, simulateWorld, type SimulatedEvent, toScoreBody } from '@/lib/engine/simulation'
import { DAY_MS } from '@/lib/platform/time'
import type { NextPayments, ReplayPayment } from './replay-source'

export interface SimulationPlan {
  seed: number
  fraudFraction: number
  currency: string
  startedAt: Date
}

/** 10,000 payments with 15 % fraud are some two weeks. More customers would block the process longer when it makes them. */
const CUSTOMERS = 2_000
/** The simulation ends there, whatever was asked for. A day is planned when it begins. */
const MOST_DAYS = 1_000
/** Events of one turn of the process: a few milliseconds. */
const SLICE = 500

/**
 * Payments of the simulated world of this seed with this share of fraud: of the next fraud and the next genuine payment the one
 * that keeps the share is taken, others are left out.
 */
export function* chosenEvents({
  seed,
  fraudFraction,
  currency,
  startedAt,
}: SimulationPlan): Generator<SimulatedEvent> {
  const startMs = Math.floor(startedAt.getTime() / DAY_MS) * DAY_MS
  const crime = crimeOfShare(fraudFraction)
  let taken = 0
  let frauds = 0
  for (const event of simulateWorld({
    seed,
    customers: CUSTOMERS,
    startMs,
    days: MOST_DAYS,
    currency,
    crime,
  })) {
    const wantsFraud = frauds + 1 <= fraudFraction * (taken + 1)
    if (event.truth.isFraud !== wantsFraud) continue
    taken += 1
    if (wantsFraud) frauds += 1
    yield event
  }
}

/** Whole days, so that nights stay nights: the last of so many payments is moved to the day before the start, at most. */
export async function simulationShift(plan: SimulationPlan, payments: number): Promise<number> {
  let lastMs = 0
  let seen = 0
  for (const event of chosenEvents(plan)) {
    lastMs = event.transaction.occurredAtMs
    if (++seen === payments) break
    if (seen % SLICE === 0) await breathe()
  }
  return -Math.ceil(Math.max(0, lastMs - plan.startedAt.getTime()) / DAY_MS) * DAY_MS
}

/** The payments from a position on, in every attempt the same. */
export async function simulatedPayments(
  plan: SimulationPlan,
  shiftMs: number,
  position: number,
): Promise<NextPayments> {
  const events = chosenEvents(plan)
  const hasMinor = minorDigits(plan.currency) > 0
  for (let passed = 0; passed < position; passed++) {
    events.next()
    if (passed % SLICE === SLICE - 1) await breathe()
  }
  return async (count) => {
    const payments: ReplayPayment[] = []
    while (payments.length < count) {
      const { done, value } = events.next()
      if (done) break
      payments.push(toPayment(value, shiftMs, hasMinor))
    }
    await breathe()
    return payments
  }
}

function toPayment(
  { transaction, label, truth }: SimulatedEvent,
  shiftMs: number,
  hasMinor: boolean,
): ReplayPayment {
  const { external_id: name, ...body } = toScoreBody({
    ...transaction,
    occurredAtMs: transaction.occurredAtMs + shiftMs,
  })
  return {
    name: String(name),
    body: hasMinor ? body : Object.fromEntries(Object.entries(body).map(inWholeUnits)),
    isFraud: truth.isFraud,
    label:
      label.arrivesAtMs === null
        ? null
        : { isFraud: label.isFraud, arrivesAtMs: label.arrivesAtMs + shiftMs },
    place: null,
  }
}

/** The simulation counts in hundredths, which a currency such as the yen does not have. */
const inWholeUnits = ([field, value]: [string, string | number]): [string, string | number] =>
  typeof value === 'number' && (field === 'amount' || field.includes('balance'))
    ? [field, Math.round(value)]
    : [field, value]

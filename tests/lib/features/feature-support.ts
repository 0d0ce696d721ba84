import fc from 'fast-check'
import {
  computeFeatures,
  emptyAccountState,
  FEATURE_COUNT,
  FEATURE_NAMES,
  reduceStates,
  TRANSACTION_TYPES,
  type AccountState,
  type EntityStates,
  type FeatureInput,
} from '@/lib/features'

export const START_MS = Date.UTC(2026, 2, 4, 13, 20)
export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

const NOT_GIVEN = {
  deviceId: null,
  phone: null,
  ip: null,
  country: null,
  city: null,
  latitude: null,
  longitude: null,
  merchantCategory: null,
  channel: null,
  declinedAttempts: null,
}

export function transaction(fields: Partial<FeatureInput> = {}): FeatureInput {
  return {
    occurredAtMs: START_MS,
    type: 'TRANSFER',
    amountMinor: 120_050,
    senderAccount: 'C1',
    senderBalanceBeforeMinor: null,
    receiverAccount: 'C2',
    receiverBalanceBeforeMinor: null,
    ...NOT_GIVEN,
    ...fields,
  }
}

/** A bank of accounts in memory: what scoring does, without the database. */
export class Accounts {
  readonly states = new Map<string, AccountState>()

  of(input: FeatureInput): EntityStates {
    const receiver = input.receiverAccount
    return {
      sender: this.state(input.senderAccount),
      receiver: receiver === null ? null : this.state(receiver),
      device: null,
      category: null,
    }
  }

  state(account: string): AccountState {
    const state = this.states.get(account) ?? emptyAccountState()
    this.states.set(account, state)
    return state
  }

  /** The vector before the transaction; the states are moved past it. */
  score(input: FeatureInput): Float32Array {
    const vector = vectorOf(input, this.of(input))
    reduceStates(input, this.of(input))
    return vector
  }
}

export function vectorOf(input: FeatureInput, states: EntityStates): Float32Array {
  const vector = new Float32Array(FEATURE_COUNT)
  computeFeatures(input, states, vector, 0)
  return vector
}

export function valueIn(vector: Float32Array, name: string): number {
  const index = FEATURE_NAMES.indexOf(name)
  if (index < 0) throw new Error(`No feature ${name}`)
  return vector[index]!
}

const places = <T extends string>(...values: T[]) => fc.option(fc.constantFrom(...values))

/** Transactions among few accounts over ten days, in any order of time: bursts, gaps, ties and late arrivals. */
export const transactions = (maxLength: number): fc.Arbitrary<FeatureInput[]> =>
  fc.array(
    fc.record({
      occurredAtMs: fc
        .integer({ min: 0, max: 10 * 24 * 60 })
        .map((minutes) => START_MS + minutes * MINUTE_MS),
      type: fc.constantFrom(...TRANSACTION_TYPES),
      amountMinor: fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 2_000_000_000 })),
      senderAccount: fc.constantFrom('C1', 'C2', 'C3'),
      senderBalanceBeforeMinor: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000_000 })),
      receiverAccount: fc.option(fc.constantFrom('C1', 'C2', 'M1', 'B1')),
      receiverBalanceBeforeMinor: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000_000 })),
      deviceId: places('D1', 'D2'),
      phone: places('+1', '+2'),
      ip: places('10.0.0.1', '10.0.1.9', '2001:db8::1'),
      country: places('KE', 'US'),
      city: places('Nairobi', 'Boston'),
      latitude: fc.option(fc.integer({ min: -90, max: 90 })),
      longitude: fc.option(fc.integer({ min: -180, max: 180 })),
      merchantCategory: places('grocery', 'travel'),
      channel: places('app', 'web'),
      declinedAttempts: fc.option(fc.integer({ min: 0, max: 9 })),
    }),
    { maxLength },
  )

export const inOrderOfTime = (rows: FeatureInput[]): FeatureInput[] =>
  [...rows].sort((a, b) => a.occurredAtMs - b.occurredAtMs)

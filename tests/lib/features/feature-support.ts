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

export function transaction(fields: Partial<FeatureInput> = {}): FeatureInput {
  return {
    occurredAtMs: START_MS,
    type: 'TRANSFER',
    amountMinor: 120_050,
    senderAccount: 'C1',
    senderBalanceBeforeMinor: null,
    receiverAccount: 'C2',
    receiverBalanceBeforeMinor: null,
    ...fields,
  }
}

/** A bank of accounts in memory: what scoring does, without the database. */
export class Accounts {
  readonly states = new Map<string, AccountState>()

  of(input: FeatureInput): EntityStates<AccountState> {
    const receiver = input.receiverAccount
    return {
      sender: this.state(input.senderAccount),
      receiver: receiver === null ? null : this.state(receiver),
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

export function vectorOf(input: FeatureInput, states: EntityStates<AccountState>): Float32Array {
  const vector = new Float32Array(FEATURE_COUNT)
  computeFeatures(input, states, vector, 0)
  return vector
}

export function valueIn(vector: Float32Array, name: string): number {
  const index = FEATURE_NAMES.indexOf(name)
  if (index < 0) throw new Error(`No feature ${name}`)
  return vector[index]!
}

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
    }),
    { maxLength },
  )

export const inOrderOfTime = (rows: FeatureInput[]): FeatureInput[] =>
  [...rows].sort((a, b) => a.occurredAtMs - b.occurredAtMs)

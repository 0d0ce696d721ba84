import fc from 'fast-check'
import {
  computeFeatures,
  emptyAccountState,
  emptyCategoryState,
  emptyDeviceState,
  FEATURE_COUNT,
  FEATURE_NAMES,
  packState,
  reduceLabel,
  reduceStates,
  unpackState,
  TRANSACTION_TYPES,
  type AccountState,
  type CategoryState,
  type DeviceState,
  type EntityStates,
  type FeatureInput,
  type LabelEvent,
  type Parties,
} from '@/lib/engine/features'

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

/** The states of all entities in memory: what scoring does, without the database. */
export class Accounts {
  readonly states = new Map<string, AccountState>()
  readonly devices = new Map<string, DeviceState>()
  readonly categories = new Map<string, CategoryState>()

  of({ senderAccount, receiverAccount, deviceId, merchantCategory }: Parties): EntityStates {
    return {
      sender: this.state(senderAccount),
      receiver: receiverAccount === null ? null : this.state(receiverAccount),
      device: deviceId === null ? null : stateIn(this.devices, deviceId, emptyDeviceState),
      category:
        merchantCategory === null ? null : stateIn(this.categories, merchantCategory, emptyCategoryState),
    }
  }

  state(account: string): AccountState {
    return stateIn(this.states, account, emptyAccountState)
  }

  /** The vector before the transaction; the states are moved past it. */
  score(input: FeatureInput): Float32Array {
    const vector = vectorOf(input, this.of(input))
    reduceStates(input, this.of(input))
    return vector
  }

  learn(label: LabelEvent): void {
    reduceLabel(label, this.of(label))
  }

  /** Every state packed and unpacked, as if it had been stored and read. */
  throughStore(): void {
    for (const [id, state] of this.states)
      this.states.set(id, unpackState('account', packState('account', state)))
    for (const [id, state] of this.devices)
      this.devices.set(id, unpackState('device', packState('device', state)))
    for (const [id, state] of this.categories)
      this.categories.set(id, unpackState('merchant_category', packState('merchant_category', state)))
  }

  /** All states as plain data, to compare. */
  snapshot(): unknown {
    return copyOf([[...this.states], [...this.devices], [...this.categories]])
  }
}

export const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

function stateIn<S>(states: Map<string, S>, id: string, empty: () => S): S {
  const state = states.get(id) ?? empty()
  states.set(id, state)
  return state
}

/** The label of a transaction, arriving a week after it unless said otherwise. */
export function labelOf(input: FeatureInput, fields: Partial<LabelEvent> = {}): LabelEvent {
  const { occurredAtMs, senderAccount, receiverAccount, deviceId, merchantCategory } = input
  const parties = { senderAccount, receiverAccount, deviceId, merchantCategory }
  const arrivedAtMs = occurredAtMs + 7 * DAY_MS
  return { ...parties, occurredAtMs, arrivedAtMs, isFraud: true, unusualAmount: null, sign: 1, ...fields }
}

export const bits = (vector: Float32Array): number[] => [...new Uint32Array(vector.buffer)]

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

/** A transaction and what becomes known of it, and when: never, or after up to 40 days. */
export interface Happening {
  input: FeatureInput
  isFraud: boolean
  delayMs: number | null
}

/** Happenings over thirty days, in order of time. */
export const happenings = (maxLength: number): fc.Arbitrary<Happening[]> =>
  transactions(maxLength).chain((rows) =>
    fc
      .array(
        fc.record({
          isFraud: fc.boolean(),
          delayMs: fc.option(fc.integer({ min: 0, max: 40 * 24 }).map((hours) => hours * HOUR_MS)),
        }),
        { minLength: rows.length, maxLength: rows.length },
      )
      .map((labels) =>
        inOrderOfTime(rows).map((input, i) => ({
          input: { ...input, occurredAtMs: START_MS + 3 * (input.occurredAtMs - START_MS) },
          ...labels[i]!,
        })),
      ),
  )

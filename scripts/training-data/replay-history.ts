import {
  computeFeatures,
  emptyState,
  type StateKind,
  type EntityStates,
  FEATURE_COUNT,
  type FeatureInput,
  isUnusualAmount,
  type Label,
  reduceLabel,
  reduceStates,
  type StateOfKind,
} from '@/lib/engine/features'
import { PendingLabels, type PendingLabel } from './pending-labels'
import type { ReplayRow } from './replay-input'

/** One flat object without strings, since hundreds of thousands may be waiting. */
interface Pending extends PendingLabel, Label {
  states: EntityStates
}

/** No feature reads the state of a phone. */
type FeatureKind = Exclude<StateKind, 'phone'>

/**
 * Runs a history through the serving features: each row gets what scoring would have used, the transactions before it
 * and the labels that had arrived at its time. Rows must be in time order.
 */
export class HistoryReplay {
  private readonly states = {
    account: new Map<string, StateOfKind['account']>(),
    device: new Map<string, StateOfKind['device']>(),
    merchant_category: new Map<string, StateOfKind['merchant_category']>(),
  }
  private readonly pending = new PendingLabels<Pending>()
  private row = 0

  /**
   * Writes the vector of the next row to out[offset .. offset + FEATURE_COUNT). Returns whether its amount is unusual for the sender, as
   * scoring stores it.
   */
  next(row: ReplayRow, out: Float32Array, offset: number): boolean | null {
    const { input } = row
    this.receiveLabels(input.occurredAtMs)
    const states = this.statesOf(input)
    computeFeatures(input, states, out, offset)
    const unusualAmount = isUnusualAmount(input, states)
    reduceStates(input, states)
    if (row.labelAtMs !== null) {
      this.pending.add({
        occurredAtMs: input.occurredAtMs,
        arrivedAtMs: row.labelAtMs,
        isFraud: row.isFraud,
        unusualAmount,
        sign: 1,
        row: this.row,
        states,
      })
    }
    this.row += 1
    return unusualAmount
  }

  /** The number of entities of a kind that have a state. */
  entities(kind: FeatureKind): number {
    return this.states[kind].size
  }

  private receiveLabels(nowMs: number): void {
    let arrived = this.pending.takeArrived(nowMs)
    while (arrived !== null) {
      reduceLabel(arrived, arrived.states)
      arrived = this.pending.takeArrived(nowMs)
    }
  }

  private statesOf({
    senderAccount,
    receiverAccount,
    deviceId,
    merchantCategory,
  }: FeatureInput): EntityStates {
    return {
      sender: this.stateOf('account', senderAccount),
      receiver: receiverAccount === null ? null : this.stateOf('account', receiverAccount),
      device: deviceId === null ? null : this.stateOf('device', deviceId),
      category: merchantCategory === null ? null : this.stateOf('merchant_category', merchantCategory),
    }
  }

  private stateOf<K extends FeatureKind>(kind: K, id: string): StateOfKind[K] {
    const states = this.states[kind] as Map<string, StateOfKind[K]>
    let state = states.get(id)
    if (state === undefined) {
      state = emptyState(kind)
      states.set(ownText(id), state)
    }
    return state
  }
}

/** Copies the text, since a cell is a slice of the chunk that was read and would keep the whole chunk in memory. */
const ownText = (slice: string): string => Buffer.from(slice).toString()

/** The feature vectors of a history, one array per row, in order. */
export function* exportRows(rows: Iterable<ReplayRow>): Generator<Float32Array> {
  const replay = new HistoryReplay()
  for (const row of rows) {
    const vector = new Float32Array(FEATURE_COUNT)
    replay.next(row, vector, 0)
    yield vector
  }
}

import { type Outcome, stricter } from './outcome'
import type { ReasonCode } from './reason-codes'

/** What a detector beside the model says about a payment. */
export interface Signal {
  reasonCodes: readonly ReasonCode[]
  /** The mildest outcome that the institution allows for what was found; `approve` allows any. */
  atLeast: Outcome
}

export const NO_SIGNAL: Signal = { reasonCodes: [], atLeast: 'approve' }

/** Two signals as one; the reason of the stricter one comes first. */
export function bothSignals(a: Signal, b: Signal): Signal {
  const atLeast = stricter(a.atLeast, b.atLeast)
  const inOrder = a.atLeast === atLeast ? [a, b] : [b, a]
  return { reasonCodes: inOrder.flatMap(({ reasonCodes }) => reasonCodes), atLeast }
}

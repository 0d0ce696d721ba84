/** The columns of a training table, which ml/training/table.py reads: one raw little-endian file each, rows in time order. */
export const trainingColumns = (featureCount: number) =>
  ({
    features: [Float32Array, featureCount],
    label: [Uint8Array, 1],
    label_at_ms: [Float64Array, 1],
    occurred_at_ms: [Float64Array, 1],
    amount_minor: [Float64Array, 1],
    sender_balance_before_minor: [Float64Array, 1],
    segment: [Uint8Array, 1],
  }) as const

/** The columns of a table of stored decisions. */
export const decisionColumns = (featureCount: number) =>
  ({
    ...trainingColumns(featureCount),
    /** 1 / propensity of a payment that exploration let through, 0 of one that it drew and that stayed blocked, otherwise 1. */
    inverse_propensity: [Float32Array, 1],
  }) as const

/** Describes the table; written last, so that an unfinished table has none. */
export const TABLE_FILE = 'table.json'
export const TABLE_FORMAT = 2

const SEGMENT = { balances: 1, receiver: 2, device: 4, location: 8 } as const

/** The bits of the column `segment`: which optional parts the transaction has. */
export const segmentOf = (has: Record<keyof typeof SEGMENT, boolean>): number =>
  (has.balances ? SEGMENT.balances : 0) |
  (has.receiver ? SEGMENT.receiver : 0) |
  (has.device ? SEGMENT.device : 0) |
  (has.location ? SEGMENT.location : 0)

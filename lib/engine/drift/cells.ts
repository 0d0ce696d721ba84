/** What the decisions of one kind add up to on one day. */
export interface Cell {
  decisions: number
  alerts: number
  /** Sum of the scores, each at most MOST_SUSPICION. */
  suspicion: number
  /** Fraud labels that arrived on this day for earlier decisions: of alerts, and of approved ones. */
  reportedAlerts: number
  reportedMissed: number
}

/**
 * Above this score a decision counts no more: a few payments that are certainly fraud must not outweigh many that are suspicious, which is
 * how a tactic looks that the model has not learned.
 */
export const MOST_SUSPICION = 0.1

/** By kind of decision, as `kindOf` writes it. */
export type Cells = Record<string, Cell>

/** A cell as it is stored: its counts in the order of `Cell`. */
export type PackedCells = Record<string, readonly number[]>

/** More kinds than this count as one, so that free texts cannot fill the table. */
const MOST_KINDS = 300
export const OTHER_KINDS = '*'
const NO_CHANNEL = '-'

export const AMOUNT_HABITS = ['usual', 'unusual', 'unknown'] as const
export const RECEIVER_HABITS = ['known', 'new', 'unknown'] as const

/** A decision as its kind is told. */
export interface KindSource {
  type: string
  channel: string | null
  /** Whether the amount is far above what the sender usually pays; null where nobody knows. */
  isAmountUnusual: boolean | null
  /** Whether the sender paid this receiver before; null without a receiver, or with a model that does not look at it. */
  isReceiverKnown: boolean | null
}

/** 'TRANSFER app usual new': type, channel, amount and receiver. */
export function kindOf({ type, channel, isAmountUnusual, isReceiverKnown }: KindSource): string {
  const amount = isAmountUnusual === null ? 'unknown' : isAmountUnusual ? 'unusual' : 'usual'
  const receiver = isReceiverKnown === null ? 'unknown' : isReceiverKnown ? 'known' : 'new'
  return `${type} ${channel ?? NO_CHANNEL} ${amount} ${receiver}`
}

export interface Kind {
  type: string
  channel: string | null
  amount: (typeof AMOUNT_HABITS)[number]
  receiver: (typeof RECEIVER_HABITS)[number]
}

/** Reads what `kindOf` wrote; null for OTHER_KINDS. A channel may contain spaces. */
export function readKind(kind: string): Kind | null {
  const [type = '', ...words] = kind.split(' ')
  const receiver = RECEIVER_HABITS.find((habit) => habit === words.at(-1))
  const amount = AMOUNT_HABITS.find((habit) => habit === words.at(-2))
  const channel = words.slice(0, -2).join(' ')
  if (receiver === undefined || amount === undefined) return null
  return { type, channel: channel === NO_CHANNEL ? null : channel, amount, receiver }
}

export const emptyCell = (): Cell => ({
  decisions: 0,
  alerts: 0,
  suspicion: 0,
  reportedAlerts: 0,
  reportedMissed: 0,
})

export function addToCell(cells: Cells, kind: string, more: Partial<Cell>): void {
  const isKnown = kind in cells || Object.keys(cells).length < MOST_KINDS
  const cell = (cells[isKnown ? kind : OTHER_KINDS] ??= emptyCell())
  cell.decisions += more.decisions ?? 0
  cell.alerts += more.alerts ?? 0
  cell.suspicion += more.suspicion ?? 0
  cell.reportedAlerts += more.reportedAlerts ?? 0
  cell.reportedMissed += more.reportedMissed ?? 0
}

export const addCells = (cells: Cells, more: Readonly<Cells>): void =>
  Object.entries(more).forEach(([kind, cell]) => addToCell(cells, kind, cell))

export const packCells = (cells: Readonly<Cells>): PackedCells =>
  Object.fromEntries(
    Object.entries(cells).map(([kind, { decisions, alerts, suspicion, reportedAlerts, reportedMissed }]) => [
      kind,
      [decisions, alerts, Number(suspicion.toPrecision(7)), reportedAlerts, reportedMissed],
    ]),
  )

export function unpackCells(packed: PackedCells): Cells {
  return Object.fromEntries(
    Object.entries(packed).map(([kind, counts]) => {
      const [decisions = 0, alerts = 0, suspicion = 0, reportedAlerts = 0, reportedMissed = 0] = counts
      return [kind, { decisions, alerts, suspicion, reportedAlerts, reportedMissed }]
    }),
  )
}

import type { Comparison } from '@/lib/governance/challengers/schema'

type Cell = Comparison['outcomes'][number]

export interface Swap {
  payments: number
  /** Of an amount in the institution's currency; a sum of many, so a float is enough to show it. */
  amount: number
}

export interface Coverage {
  compared: number
  decisions: number | null
  /** Null where the number of decisions is not known. */
  share: number | null
  /** Neither compared nor counted as a gap: decided while a process ended, or before the challenger was in memory. */
  unsampled: number | null
}

const isFlagged = (outcome: Cell['outcome']): boolean => outcome !== 'approve'

function sumOf(cells: readonly Cell[]): Swap {
  return {
    payments: cells.reduce((sum, { payments }) => sum + payments, 0),
    amount: cells.reduce((sum, { own_amount }) => sum + Number(own_amount), 0),
  }
}

/** Who would flip: payments that only the challenger flags, and payments that only the champion flags. */
export const prepareSwaps = ({
  outcomes,
}: Pick<Comparison, 'outcomes'>): { caught: Swap; released: Swap } => ({
  caught: sumOf(outcomes.filter((cell) => isFlagged(cell.outcome) && !isFlagged(cell.champion_outcome))),
  released: sumOf(outcomes.filter((cell) => !isFlagged(cell.outcome) && isFlagged(cell.champion_outcome))),
})

/** How many of the decided payments were compared. Decisions and comparisons are counted at different moments. */
export function prepareCoverage({
  compared,
  decisions,
  gaps,
}: Pick<Comparison, 'compared' | 'decisions' | 'gaps'>): Coverage {
  if (decisions === null || decisions === 0) return { compared, decisions, share: null, unsampled: null }
  const known = gaps.reduce((sum, { payments }) => sum + payments, compared)
  return {
    compared,
    decisions,
    share: Math.min(1, compared / decisions),
    unsampled: Math.max(0, decisions - known),
  }
}

const OUTCOMES = ['approve', 'review', 'block'] as const

/** The matrix of outcomes: a row per outcome of the champion, a cell per outcome of the challenger. */
export const prepareMatrix = ({ outcomes }: Pick<Comparison, 'outcomes'>) =>
  OUTCOMES.map((champion) => ({
    champion,
    cells: OUTCOMES.map((challenger) => ({
      challenger,
      ...sumOf(outcomes.filter((cell) => cell.champion_outcome === champion && cell.outcome === challenger)),
    })),
  }))

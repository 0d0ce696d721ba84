import { formatShare } from '@/components/fraud/format-metrics'
import type { Comparison } from '@/lib/governance/challengers/schema'

type Cell = Comparison['outcomes'][number]

export interface Swap {
  payments: number
  /** Of an amount in the institution's currency; a sum of many, so a float is enough to show it. */
  amount: number
}

export interface Coverage {
  compared: number
  decisions: number
  /** Compared of all decisions, in words. */
  share: string
  /** Neither compared nor counted as a gap: decided while a process ended, or before the challenger was in memory. */
  unsampled: number
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
  decisions_counted: counted,
  gaps,
}: Pick<Comparison, 'compared' | 'decisions' | 'decisions_counted' | 'gaps'>): Coverage {
  if (decisions === 0) return { compared, decisions, share: 'nothing decided yet', unsampled: 0 }
  const known = gaps.reduce((sum, { payments }) => sum + payments, compared)
  return {
    compared,
    decisions,
    share: SHARE_WORDS[counted] + formatShare(Math.min(1, compared / decisions)),
    unsampled: Math.max(0, decisions - known),
  }
}

/** More decisions than were counted make the share smaller. */
const SHARE_WORDS: Record<Comparison['decisions_counted'], string> = {
  exactly: '',
  'by-hour': 'about ',
  'at-least': 'at most ',
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

import { formatProbability, formatThreshold } from '@/components/fraud/format-numbers'
import { describeContribution, featureTexts } from '@/lib/engine/features'
import { isListReason, isRingReason, isVelocityReason, reasonMeaning } from '@/lib/engine/policy'
import { type Contribution, isFlagged, type TransactionDetail } from '@/lib/desk/transactions/schema'
import { wordsFor } from './prepare-explanation'

type ScoredDetail = Pick<
  TransactionDetail,
  'outcome' | 'score' | 'reason_codes' | 'threshold_at_scoring' | 'explanation'
>

/** An alert without a verdict: an escalated one is not resolved yet. */
export const isUnresolvedAlert = ({
  outcome,
  decision,
}: Pick<TransactionDetail, 'outcome' | 'decision'>): boolean =>
  isFlagged({ outcome }) && (decision === null || decision === 'escalated')

export interface Driver {
  name: string
  label: string
  clause: string
}

export interface Summary {
  /** The outcome and its reason, in one or two sentences. */
  lead: string
  /** The features that raised the score most, strongest first. */
  drivers: Driver[]
  /** The feature that lowered the score most; null where none did. */
  against: Driver | null
}

const DRIVERS = 3
/** Below e^0.05 a contribution changes the odds by less than five per cent: not worth a sentence. */
const NOTABLE = 0.05

/** The outcome in plain English, from the stored prediction. */
export function prepareSummary(detail: ScoredDetail): Summary {
  const notable = detail.explanation.contributions.filter(
    ({ contribution }) => Math.abs(contribution) >= NOTABLE,
  )
  const raising = notable.filter(({ contribution }) => contribution > 0)
  const lowering = notable.filter(({ contribution }) => contribution < 0)
  const strongest = (items: Contribution[]) =>
    items.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)).map(toDriver)
  return {
    lead: `${outcomeSentence(detail)} ${scoreSentence(detail)}`,
    drivers: strongest(raising).slice(0, DRIVERS),
    against: strongest(lowering)[0] ?? null,
  }
}

/** Watchlists override the model, so they come first. */
function outcomeSentence({ outcome, reason_codes, threshold_at_scoring }: ScoredDetail): string {
  const lists = reason_codes.filter(isListReason).map(reasonText)
  if (lists.length > 0)
    return `${DONE[outcome]} whatever the model says: ${lists.map(lowerFirst).join(', and ')}.`
  const [first = ''] = reason_codes
  if (outcome !== 'approve' && (isVelocityReason(first) || isRingReason(first)))
    return `${DONE[outcome]} whatever the score: ${lowerFirst(reasonText(first))}.`
  if (outcome === 'block') return 'Blocked: the score reaches the block threshold.'
  const side = outcome === 'review' ? 'reaches' : 'stays below'
  return `${DONE[outcome]}: the score ${side} the review threshold of ${formatThreshold(threshold_at_scoring)}.`
}

const DONE = { block: 'Blocked', review: 'Sent to review', approve: 'Approved' } as const

function scoreSentence({ score, explanation }: ScoredDetail): string {
  const shown = `The model puts the probability of fraud at ${formatProbability(score)}`
  const ratio = score / explanation.base_score
  if (!Number.isFinite(ratio)) return `${shown}.`
  const base = formatProbability(explanation.base_score)
  if (ratio >= 1.5) return `${shown}, ${times(ratio)} the starting point of ${base}.`
  if (ratio <= 1 / 1.5) return `${shown}, below the starting point of ${base}.`
  return `${shown}, close to the starting point of ${base}.`
}

const wholeNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

const times = (ratio: number): string => `${ratio < 10 ? ratio.toFixed(1) : wholeNumber.format(ratio)} times`

/** A reason code in words. Older decisions name a feature as `driver_<feature>`. */
export function reasonText(code: string): string {
  const meaning = reasonMeaning(code)
  if (meaning !== null) return meaning
  if (code.startsWith('driver_')) return wordsFor({ name: code.slice('driver_'.length), value: null }).label
  return code
}

function toDriver(item: Contribution): Driver {
  const { name, value, contribution } = item
  const { label } = wordsFor(item)
  const clause = featureTexts(name) ? describeContribution(name, value, contribution) : label
  return { name, label, clause }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

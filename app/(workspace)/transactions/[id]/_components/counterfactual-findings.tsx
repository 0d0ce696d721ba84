import { formatProbability } from '@/components/fraud/format-numbers'
import type { Counterfactual, OutcomeChange } from '@/lib/desk/transactions/schema'

const SHOWN = 3

/** The changes found, smallest first, and the facts that were tried. */
export function CounterfactualFindings({ found }: { found: Counterfactual }) {
  if (found.decided_by === 'list') {
    return <p>A watchlist decided the outcome. Without the entry, the score would decide.</p>
  }
  if (found.decided_by === 'velocity') {
    return (
      <p>The velocity rule decided the outcome. With fewer payments at the time, the score would decide.</p>
    )
  }
  if (found.decided_by === 'ring') {
    return <p>A growing ring decided the outcome. Outside of it, the score would decide.</p>
  }
  const { flips, facts } = found
  return (
    <>
      {flips.length > 0 ? (
        <Flips flips={flips.slice(0, SHOWN)} />
      ) : (
        <p>
          {facts.length > 0
            ? 'None of the changes tried would have changed the outcome.'
            : 'No fact of this transaction can be changed and scored again.'}
        </p>
      )}
      {flips.length > SHOWN ? (
        <details>
          <summary className="text-muted-foreground hover:text-foreground w-fit rounded-sm text-[13px] font-medium">
            {flips.length - SHOWN} more
          </summary>
          <div className="mt-3">
            <Flips flips={flips.slice(SHOWN)} />
          </div>
        </details>
      ) : null}
      {facts.length > 0 ? (
        <p className="text-muted-foreground text-[13px]">
          Tried, one or two at a time, with the model and thresholds that decided:{' '}
          {facts.map(lowerFirst).join(', ')}. Everything else stays as it was.
        </p>
      ) : null}
    </>
  )
}

function Flips({ flips }: { flips: readonly OutcomeChange[] }) {
  return (
    <ul className="divide-border/60 flex flex-col divide-y">
      {flips.map((flip) => (
        <li key={flip.text} className="py-2 first:pt-0 last:pb-0">
          <p className="text-pretty">{flip.text}</p>
          <p className="text-muted-foreground text-[13px]">
            {flip.changes.map(({ label, from, to }) => (
              <span key={label}>
                {label} <span className="figure">{from}</span> → <span className="figure">{to}</span>;{' '}
              </span>
            ))}
            probability <span className="figure">{formatProbability(flip.score)}</span>
          </p>
        </li>
      ))}
    </ul>
  )
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

import { X } from 'lucide-react'
import Link from 'next/link'
import { formatAmount } from '@/components/fraud/format-numbers'
import { RISK_LABELS } from '@/components/fraud/labels'
import { narrowedBy, type QueueFilter, queueHref } from '../search-params'
import { AGE_LABELS, DECISION_LABELS, OUTCOME_LABELS } from './filter-labels'

const WITHOUT = { decision: 'pending', outcome: 'flagged' } as const

/** What narrows the list, each with a way to take it away. */
export function FilterChips({ filter }: { filter: QueueFilter }) {
  const keys = Object.keys(narrowedBy(filter)) as (keyof typeof WORDS)[]
  if (keys.length === 0) return null
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-2">
      {keys.map((key) => (
        <li key={key}>
          <Link
            href={queueHref({ ...filter, [key]: WITHOUT[key as keyof typeof WITHOUT] })}
            prefetch={false}
            scroll={false}
            className="bg-secondary hover:bg-accent inline-flex h-7 items-center gap-1.5 rounded-full border px-3 text-[13px]"
          >
            {WORDS[key](filter)}
            <X className="size-3.5" aria-label="Remove" />
          </Link>
        </li>
      ))}
      <li>
        <Link
          href="/queue"
          prefetch={false}
          scroll={false}
          className="text-[13px] underline underline-offset-4"
        >
          Clear all
        </Link>
      </li>
    </ul>
  )
}

const WORDS = {
  decision: ({ decision }: QueueFilter) => `Decision: ${DECISION_LABELS[decision]}`,
  outcome: ({ outcome }: QueueFilter) => `Outcome: ${OUTCOME_LABELS[outcome]}`,
  risk_band: ({ risk_band }: QueueFilter) => `Risk: ${risk_band ? RISK_LABELS[risk_band] : ''}`,
  age: ({ age }: QueueFilter) => `Last ${age ? AGE_LABELS[age] : ''}`,
  type: ({ type }: QueueFilter) => `Type: ${type}`,
  min_amount: ({ min_amount }: QueueFilter) => `From ${formatAmount(min_amount ?? '')}`,
  max_amount: ({ max_amount }: QueueFilter) => `Up to ${formatAmount(max_amount ?? '')}`,
}

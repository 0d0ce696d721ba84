'use client'

import Link from 'next/link'
import { cn } from '@/components/class-names'
import { formatDuration } from '@/components/fraud/format-numbers'
import type { ModelState, Status } from '@/lib/desk/status/schema'
import { useStatus } from './status-provider'

const STATES: Record<ModelState, { word: string; dot: string; means: string }> = {
  healthy: {
    word: 'healthy',
    dot: 'bg-good-fill',
    means: 'It passed its verification in this process and scores transactions.',
  },
  loading: {
    word: 'loading',
    dot: 'bg-risk-medium-fill',
    means: 'It is being verified before it scores transactions.',
  },
  refused: {
    word: 'rejected',
    dot: 'bg-risk-high-fill',
    means: 'Its bundle is missing or failed its verification: nothing is scored.',
  },
  none: { word: 'none', dot: 'bg-risk-high-fill', means: 'No model is in production: nothing is scored.' },
}
const SPEED = "Median time of a score in this process's last five minutes"

/** The production model, its state and the current latency; links to the models. */
export function ModelHealth() {
  const status = useStatus()
  if (!status) return null
  const { word, dot, means } = STATES[status.model.state]
  return (
    <Link
      href="/models"
      prefetch={false}
      title={`${nameOf(status)}: ${means} ${SPEED}.`}
      className="text-muted-foreground hover:bg-accent hover:text-foreground hidden h-9 items-center gap-2 rounded-md px-2 text-[13px] whitespace-nowrap md:inline-flex"
    >
      <span className={cn('size-2 rounded-full', dot)} aria-hidden />
      <span className="figure hidden lg:inline">{nameOf(status)}</span>
      <span>
        <span className="sr-only">Model </span>
        {word}
      </span>
      <span className="figure min-w-[11ch] border-l pl-2">p50 {speedOf(status)}</span>
    </Link>
  )
}

const nameOf = ({ model }: Status): string =>
  model.name === null ? 'Model' : `${model.name} ${model.version ?? ''}`.trim()

const speedOf = ({ score_ms_p50: ms }: Status): string => (ms === null ? '–' : formatDuration(ms))

import type { ReactNode } from 'react'
import { cn } from '@/components/class-names'

interface FactProps {
  label: string
  /** The label came with the data and keeps its spelling. */
  verbatim?: boolean
  children: ReactNode
}

/** A labelled value. A missing value reads "not given": it is neither zero nor a dash. */
export function Fact({ label, verbatim = false, children }: FactProps) {
  const missing = children === null || children === undefined || children === ''
  return (
    <div className="min-w-0">
      <dt className={cn('eyebrow', verbatim && 'break-words normal-case')}>{label}</dt>
      <dd className="figure text-[13px] break-words">
        {missing ? <span className="text-faint font-sans">not given</span> : children}
      </dd>
    </div>
  )
}

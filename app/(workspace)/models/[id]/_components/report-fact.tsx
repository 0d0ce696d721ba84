import type { ReactNode } from 'react'

interface ReportFactProps {
  label: string
  title?: string
  children: ReactNode
}

/** A labelled value of the summary; a missing value is stated. */
export function ReportFact({ label, title, children }: ReportFactProps) {
  return (
    <div className="min-w-0">
      <dt className="eyebrow">{label}</dt>
      <dd className="figure text-[13px] break-words" title={title}>
        {children ?? <span className="text-faint font-sans">not yet</span>}
      </dd>
    </div>
  )
}

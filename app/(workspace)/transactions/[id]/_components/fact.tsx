import type { ReactNode } from 'react'

/** A labelled value. What was not given says so: it is neither zero nor a dash. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  const missing = children === null || children === undefined || children === ''
  return (
    <div className="min-w-0">
      <dt className="eyebrow">{label}</dt>
      <dd className="figure text-[13px] break-words">
        {missing ? <span className="text-faint font-sans">not given</span> : children}
      </dd>
    </div>
  )
}

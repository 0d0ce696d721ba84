import { TriangleAlert } from 'lucide-react'
import { formatExact } from '@/components/fraud/format-time'
import type { ModelsPage } from '@/lib/governance/models/schema'

interface SubstitutionNoteProps {
  substitution: NonNullable<ModelsPage['substitution']>
  timeZone: string
}

/** The production model fails its proof on this server: which model scores instead, and why. */
export function SubstitutionNote({ substitution, timeZone }: SubstitutionNoteProps) {
  const { failed, in_force, file, reason, since } = substitution
  return (
    <section
      role="alert"
      aria-label="The production model is not in use"
      className="border-risk-high/45 bg-card flex gap-3 rounded-lg border px-4 py-3"
    >
      <TriangleAlert className="text-risk-high mt-0.5 size-4 shrink-0" aria-hidden />
      <p className="text-[13px] text-pretty">
        <strong className="figure">{failed}</strong> fails its proof on this server, in {file}: {reason}.
        Since {formatExact(since, timeZone)}, the last good model{' '}
        <strong className="figure">{in_force}</strong> scores in its place.
      </p>
    </section>
  )
}

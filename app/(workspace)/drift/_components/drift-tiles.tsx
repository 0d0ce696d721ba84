import type { Drift } from '@/lib/governance/drift/schema'
import { prepareDriftTiles } from '../prepare-verdict'

export function DriftTiles({ drift }: { drift: Drift }) {
  return (
    <section aria-label="Figures of the window">
      <ul className="bg-card grid grid-cols-2 overflow-hidden rounded-lg border lg:grid-cols-5">
        {prepareDriftTiles(drift).map(({ label, figure, note }) => (
          <li key={label} className="-mt-px -ml-px flex flex-col border-t border-l px-4 py-3.5 sm:px-5">
            <span className="eyebrow">{label}</span>
            <span className="figure text-2xl leading-9 font-semibold tracking-tight">{figure}</span>
            <span className="text-faint text-xs text-pretty">{note}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

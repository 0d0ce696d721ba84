import type { ModelReport } from '@/lib/governance/models/schema'
import { prepareTiles, type Tile } from '../prepare-tiles'

export function MetricTiles({ headline }: Pick<ModelReport, 'headline'>) {
  return (
    <section aria-label="Metrics on the test slice, with 95 % intervals">
      <ul className="bg-card grid grid-cols-2 overflow-hidden rounded-lg border lg:grid-cols-4">
        {prepareTiles({ headline }).map((tile) => (
          <MetricTile key={tile.label} tile={tile} />
        ))}
      </ul>
    </section>
  )
}

function MetricTile({ tile: { label, figure, interval, meaning } }: { tile: Tile }) {
  return (
    <li className="-mt-px -ml-px flex flex-col border-t border-l px-4 py-3.5 sm:px-5">
      <span className="eyebrow">{label}</span>
      {figure === null ? (
        <span className="text-faint text-sm leading-9">not computed</span>
      ) : (
        <span className="figure text-2xl leading-9 font-semibold tracking-tight">{figure}</span>
      )}
      <span className="figure text-muted-foreground min-h-4 text-xs leading-4">{interval}</span>
      <span className="text-faint mt-1.5 text-xs text-pretty">{meaning}</span>
    </li>
  )
}

import Link from 'next/link'
import { Sparkline } from '@/components/charts/sparkline'
import { type KpiTile, prepareTiles, type TileInput } from '../prepare-tiles'

/** Key figures; each is a link to the list that it counts. */
export function KpiTiles(input: TileInput) {
  return (
    <ul className="bg-card grid grid-cols-2 overflow-hidden rounded-lg border sm:grid-cols-3 lg:grid-cols-5">
      {prepareTiles(input).map((tile) => (
        <Tile key={tile.label} tile={tile} />
      ))}
    </ul>
  )
}

function Tile({ tile: { label, figure, unit, exact, note, href, series, seriesLabel } }: { tile: KpiTile }) {
  return (
    <li className="-mt-px -ml-px min-w-0 border-t border-l">
      <Link
        href={href}
        prefetch={false}
        className="hover:bg-accent/50 grid h-full grid-cols-[minmax(0,1fr)_3rem] gap-x-2 px-4 py-3 focus-visible:-outline-offset-2 sm:grid-cols-[minmax(0,1fr)_4.5rem]"
      >
        <span className="eyebrow col-span-2">{label}</span>
        <span className="figure truncate text-xl leading-8 font-semibold tracking-tight" title={exact}>
          {figure}
          {unit ? <span className="text-faint ml-1 text-xs font-normal">{unit}</span> : null}
        </span>
        <span className="self-center">
          <Sparkline values={series} label={seriesLabel} />
        </span>
        <span className="text-muted-foreground col-span-2 text-xs text-pretty">{note}</span>
      </Link>
    </li>
  )
}

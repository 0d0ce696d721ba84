import Link from 'next/link'
import { type Context, mayActor } from '@/lib/contract/context'
import type { EntityRef } from '@/lib/contract/entities'
import type { EntityActivity } from '@/lib/desk/entities/schema'
import type { Tile } from '../prepare-tiles'
import { DecideAll } from './decide-all'

interface MetricTilesProps {
  tiles: Tile[]
  activity: EntityActivity
  entity: EntityRef
  actor: Context['actor']
}

/** Figures with links to the transactions that they count, and the action for open alerts. */
export function MetricTiles({ tiles, activity, entity, actor }: MetricTilesProps) {
  const { transactions, other_currencies, open_alerts, currency } = activity
  return (
    <section aria-label="Figures" className="flex flex-col gap-2">
      <ul className="bg-card grid grid-cols-2 overflow-hidden rounded-lg border sm:grid-cols-4 2xl:grid-cols-8">
        {tiles.map((tile) => (
          <MetricTile key={tile.label} tile={tile} />
        ))}
      </ul>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="text-muted-foreground text-[13px] text-pretty">
          {transactions.capped
            ? `Figures cover only the newest ${transactions.count.toLocaleString('en-US')}. `
            : ''}
          {other_currencies > 0
            ? `${other_currencies.toLocaleString('en-US')} in currencies other than ${currency} had no rate: they are counted; the amounts exclude them.`
            : ''}
        </p>
        {open_alerts > 0 && mayActor(actor, 'transaction:decide') ? (
          <DecideAll
            entity={entity}
            count={open_alerts}
            mayDecideMany={mayActor(actor, 'transaction:decide-many')}
          />
        ) : null}
      </div>
    </section>
  )
}

function MetricTile({ tile: { label, figure, note, href } }: { tile: Tile }) {
  const shown =
    figure === null ? (
      <span className="text-faint text-sm leading-7">none</span>
    ) : (
      <span className="figure text-lg leading-7 font-semibold tracking-tight">{figure}</span>
    )
  return (
    <li className="relative -mt-px -ml-px flex min-w-0 flex-col border-t border-l px-4 py-2">
      <span className="eyebrow">{label}</span>
      {href ? (
        <Link
          href={href}
          prefetch={false}
          className="hover:text-brand w-fit underline-offset-4 after:absolute after:inset-0 hover:underline"
        >
          {shown}
        </Link>
      ) : (
        shown
      )}
      <span className="text-muted-foreground min-h-4 text-xs leading-4">{note}</span>
    </li>
  )
}

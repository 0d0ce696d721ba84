import Link from 'next/link'
import { Bar } from '@/components/charts/bar'
import { PlainTable } from '@/components/data-table/plain-table'
import type { RankedPlace } from '../prepare-map'

const SHOWN = 8

/** Places in order: the first few, and the rest in a collapsed list. */
export function PlaceList({ ranked }: { ranked: RankedPlace[] }) {
  return (
    <>
      <PlaceTable caption="Places, largest first" places={ranked.slice(0, SHOWN)} />
      {ranked.length > SHOWN ? (
        <details>
          <summary className="text-muted-foreground hover:text-foreground w-fit rounded-sm text-[13px] font-medium">
            {ranked.length - SHOWN} more
          </summary>
          <div className="mt-2 max-h-72 overflow-y-auto">
            <PlaceTable caption="Further places" places={ranked.slice(SHOWN)} />
          </div>
        </details>
      ) : null}
    </>
  )
}

function PlaceTable({ caption, places }: { caption: string; places: RankedPlace[] }) {
  return (
    <PlainTable
      caption={caption}
      rows={places}
      rowKey={({ code }) => code}
      columns={[
        {
          head: 'Place',
          cell: ({ name, href, amount, part }) => (
            <>
              <Link href={href} prefetch={false} title={amount} className="hover:underline">
                {name}
              </Link>
              <Bar share={part} />
            </>
          ),
        },
        { head: 'Trans.', numeric: true, cell: ({ transactions }) => transactions },
        { head: 'Alerts', numeric: true, cell: ({ flagged }) => flagged },
        { head: 'Share', numeric: true, cell: ({ share }) => share },
      ]}
    />
  )
}

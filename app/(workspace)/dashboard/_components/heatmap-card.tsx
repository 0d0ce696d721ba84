import Link from 'next/link'
import { RAMP_GROUNDS, RampLegend } from '@/components/charts/ramp'
import { RovingFocus } from '@/components/charts/roving-focus'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Heatmap } from '@/lib/desk/dashboard/schema'
import { spanWords } from '../period-words'
import { type HeatmapCell, prepareHeatmap } from '../prepare-heatmap'
import type { Metric } from '../search-params'

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** Transactions, or the share of alerts, by weekday and hour. */
export function HeatmapCard({ heatmap, metric }: { heatmap: Heatmap; metric: Metric }) {
  const { rows, least, most } = prepareHeatmap(heatmap, metric)
  return (
    <Card>
      <CardHeader>
        <CardTitle>Hours of the week</CardTitle>
        <CardNote>
          {metric === 'volume' ? 'transactions' : 'share of alerts'} in {spanWords(heatmap.period.shown)},{' '}
          {heatmap.time_zone}
        </CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-2">
        <RovingFocus columns={24}>
          <div
            role="region"
            aria-label="Hours of the week"
            tabIndex={0}
            className="relative overflow-x-auto pt-6"
          >
            <p aria-hidden className="text-faint absolute top-0 left-0 text-xs whitespace-nowrap">
              Hover over an hour for its figures. Click it to list its transactions.
            </p>
            <table className="w-full min-w-[34rem] table-fixed border-separate border-spacing-px">
              <caption className="sr-only">
                Activity by weekday and hour; arrow keys move between the cells
              </caption>
              <thead>
                <tr>
                  <th scope="col" className="bg-card sticky left-0 z-10 w-11">
                    <span className="sr-only">Day</span>
                  </th>
                  {HOURS.map((hour) => (
                    <th key={hour} scope="col" className="figure text-faint text-[10px] font-normal">
                      <span className={hour % 3 === 0 ? undefined : 'sr-only'}>{hour}</span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ day, cells }, row) => (
                  <tr key={day}>
                    <th
                      scope="row"
                      className="text-muted-foreground bg-card sticky left-0 z-10 text-left text-xs font-normal"
                    >
                      <abbr title={day} className="no-underline">
                        {day.slice(0, 3)}
                      </abbr>
                    </th>
                    {cells.map((cell) => (
                      <Cell key={cell.hour} cell={cell} first={row === 0 && cell.hour === 0} />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </RovingFocus>
        <RampLegend least={least} most={most} />
      </CardBody>
    </Card>
  )
}

function Cell({ cell: { step, href, words }, first }: { cell: HeatmapCell; first: boolean }) {
  return (
    <td className="p-0">
      <Link
        href={href}
        prefetch={false}
        data-stop
        tabIndex={first ? 0 : -1}
        aria-label={words}
        className={`group/cell ${RAMP_GROUNDS[step] ?? ''} hover:outline-foreground block h-5 rounded-[2px] hover:outline-1`}
      >
        <span
          aria-hidden
          className="figure bg-card absolute top-0 left-0 hidden w-full text-xs whitespace-nowrap group-hover/cell:block group-focus-visible/cell:block"
        >
          {words}
        </span>
      </Link>
    </td>
  )
}

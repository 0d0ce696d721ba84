import { PlainTable } from '@/components/data-table/plain-table'
import type { VelocityOutlook } from '@/lib/governance/changes/schema'
import { prepareVelocityOutlook } from '../prepare-velocity-outlook'
import { CountedSince } from './counted-since'
import { FlipsList } from './flips-list'

interface VelocityOutlookViewProps {
  velocity: VelocityOutlook
  timeZone: string
}

/** What a velocity rule would have found in the last days, before → after, and the payments with another outcome. */
export function VelocityOutlookView({ velocity, timeZone }: VelocityOutlookViewProps) {
  const { windows, counted_from: countedFrom, currency } = velocity
  const longest = windows.at(-1)
  return (
    <div className="flex flex-col gap-4">
      <PlainTable
        caption="Payments that the rule would have found"
        rows={prepareVelocityOutlook(velocity)}
        rowKey={({ label }) => label}
        columns={[
          { head: 'Before → after', cell: ({ label }) => label, className: 'min-w-40' },
          ...windows.map(({ days, covered_days: covered }, i) => ({
            head: covered < days ? `${days} days (${covered.toFixed(1)} with data)` : `${days} days`,
            cell: ({ cells }: { cells: string[] }) => cells[i],
            numeric: true as const,
          })),
        ]}
      />
      <CountedSince outlook={velocity} timeZone={timeZone} />
      {longest && longest.flips.length > 0 ? <FlipsList flips={longest.flips} currency={currency} /> : null}
      {longest && longest.flips.length === 0 && countedFrom !== velocity.to ? (
        <p className="text-muted-foreground text-[13px]">No payment of these days gets another outcome.</p>
      ) : null}
      <p className="text-muted-foreground text-[13px]">
        Counted from stored payments by the times at which they happened. A payment that arrived late counts
        for those after it, which their decisions did not know. Outcomes are those of the policy in force.
        Rings are not looked for again.
      </p>
    </div>
  )
}

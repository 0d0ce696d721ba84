import Link from 'next/link'
import { BarStrip } from '@/components/charts/bar-strip'
import { PlainTable } from '@/components/data-table/plain-table'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Timeseries } from '@/lib/desk/dashboard/schema'
import { prepareVolume, type VolumeBucket, type VolumeChartSpec } from '../prepare-volume'

/** Transactions, alerts and their share over time: three strips above one axis, each with its own scale. */
export function VolumeCard({ timeseries, timeZone }: { timeseries: Timeseries; timeZone: string }) {
  const spec = prepareVolume(timeseries, timeZone)
  return (
    <Card>
      <CardHeader>
        <CardTitle>Volume and alerts</CardTitle>
        <CardNote>{spec.peak ?? `no alerts in any ${spec.unit}`}</CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <Strips spec={spec} />
        <details>
          <summary className="text-muted-foreground hover:text-foreground w-fit rounded-sm text-[13px] font-medium">
            Volume and alerts: figures
          </summary>
          <div className="mt-2 max-h-96 overflow-y-auto">
            <VolumeTable buckets={spec.buckets} unit={spec.unit} />
          </div>
        </details>
      </CardBody>
    </Card>
  )
}

function Strips({ spec }: { spec: VolumeChartSpec }) {
  return (
    <div>
      <div className="relative flex flex-col gap-2.5 pt-6">
        <p className="text-faint absolute top-0 hidden text-xs sm:block">
          Hover over a bar for its figures. Click it to list its transactions.
        </p>
        {spec.strips.map(({ label, most, values, greatest, tone }) => (
          <div key={label}>
            <p className="text-muted-foreground flex justify-between text-xs">
              <span>{label}</span>
              <span className="figure text-faint">{most}</span>
            </p>
            <BarStrip values={values} greatest={greatest} tone={tone} />
          </div>
        ))}
        <div aria-hidden className="absolute inset-0 flex">
          {spec.buckets.map((bucket) => (
            <HoverColumn key={bucket.key} bucket={bucket} />
          ))}
        </div>
      </div>
      <p aria-hidden className="figure text-faint mt-1 flex justify-between text-[11px]">
        {[...new Set(spec.ticks)].map((tick) => (
          <span key={tick}>{tick}</span>
        ))}
      </p>
    </div>
  )
}

/** Shows the figures of a bucket above the strips on hover, and links to its transactions. */
function HoverColumn({ bucket: { label, href, words, share } }: { bucket: VolumeBucket }) {
  return (
    <Link
      href={href}
      prefetch={false}
      tabIndex={-1}
      className="group/bucket hover:bg-foreground/8 h-full flex-1"
    >
      <span className="figure bg-card absolute top-0 right-0 left-0 hidden truncate text-xs group-hover/bucket:block">
        {label}: {words} ({share})
      </span>
    </Link>
  )
}

function VolumeTable({ buckets, unit }: { buckets: VolumeBucket[]; unit: string }) {
  return (
    <PlainTable
      caption={`Volume and alerts per ${unit}, newest first`}
      rows={buckets.toReversed()}
      rowKey={({ key }) => key}
      columns={[
        {
          head: unit,
          numeric: 'left',
          cell: ({ label, href }) => (
            <Link href={href} prefetch={false} className="hover:underline">
              {label}
            </Link>
          ),
        },
        { head: 'Transactions', numeric: true, cell: ({ transactions }) => transactions },
        { head: 'Alerts', numeric: true, cell: ({ flagged }) => flagged },
        { head: 'Share', numeric: true, cell: ({ share }) => share },
      ]}
    />
  )
}

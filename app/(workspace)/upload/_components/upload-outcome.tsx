import Link from 'next/link'
import { investigateHref } from '@/components/fraud/links'
import { Button } from '@/components/ui/button'
import type { UploadResult } from '@/lib/scoring/uploads/schema'
import { formatCount, rowsInWords } from '@/components/upload/upload-words'
import { RejectsLink } from './rejects-link'
import { RowErrors } from './row-errors'

/** What became of the rows: each count of scored rows leads to the list of these rows. */
export function UploadOutcome({ result, onAgain }: { result: UploadResult; onAgain: () => void }) {
  const { upload_id: upload, uploaded, scored, duplicates, rejected, high, medium, low } = result
  return (
    <>
      <p role="status" className="text-sm">
        {rowsInWords(uploaded)} in {(result.total_latency_ms / 1_000).toFixed(1)} s. A row is scored once: a
        known row counts as a duplicate.
      </p>
      <dl className="grid grid-cols-3 gap-4 sm:grid-cols-6">
        <Count name="Scored" count={scored} href={investigateHref({ upload })} />
        <Count name="High" count={high} href={investigateHref({ upload, risk_band: 'high' })} />
        <Count name="Medium" count={medium} href={investigateHref({ upload, risk_band: 'medium' })} />
        <Count name="Low" count={low} href={investigateHref({ upload, risk_band: 'low' })} />
        <Count name="Duplicates" count={duplicates} />
        <Count name="Rejected" count={rejected} />
      </dl>
      <RowErrors errors={result.errors} />
      <div className="flex flex-wrap gap-2">
        <Button onClick={onAgain}>Upload another file</Button>
        {rejected > 0 ? <RejectsLink upload={upload} /> : null}
      </div>
    </>
  )
}

function Count({ name, count, href }: { name: string; count: number; href?: string }) {
  return (
    <div>
      <dt className="eyebrow">{name}</dt>
      <dd className="figure text-xl">
        {href && count > 0 ? (
          <Link href={href} prefetch={false} className="underline underline-offset-4">
            {formatCount(count)}
          </Link>
        ) : (
          formatCount(count)
        )}
      </dd>
    </div>
  )
}

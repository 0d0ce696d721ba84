import Link from 'next/link'
import type { AuditEntry } from '@/lib/access/audit/schema'
import { prepareDiff } from '../prepare-diff'
import { auditUrl } from '../search-params'

/** What happened in words; when opened, the changed fields and the request. */
export function EventDetails({ row }: { row: AuditEntry }) {
  const changes = prepareDiff(row)
  const { kind, id } = row.object
  return (
    <details className="min-w-56">
      <summary className="hover:text-brand cursor-pointer font-medium">{row.summary}</summary>
      <div className="text-muted-foreground mt-2 flex flex-col gap-2 text-xs">
        {changes.length > 0 ? (
          <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
            {changes.map(({ field, from, to }) => (
              <div key={field} className="contents">
                <dt className="text-faint">{field.replaceAll('_', ' ')}</dt>
                <dd className="figure min-w-0 break-all">
                  {from === null ? null : <del className="text-muted-foreground">{from}</del>}
                  {from === null ? '' : ' → '}
                  {to === null ? (
                    <span className="text-faint">none</span>
                  ) : (
                    <ins className="text-foreground no-underline">{to}</ins>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        ) : null}
        <p className="figure break-all">
          {row.action} · row {row.seq} · request {row.request_id}
        </p>
        {id ? (
          <Link
            href={auditUrl.href({ object_kind: kind, object_id: id })}
            prefetch={false}
            className="text-foreground hover:text-brand w-fit underline underline-offset-2"
          >
            All events of this {kind.replaceAll('-', ' ')}
          </Link>
        ) : null}
      </div>
    </details>
  )
}

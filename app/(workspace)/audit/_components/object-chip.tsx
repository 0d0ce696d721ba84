import { X } from 'lucide-react'
import Link from 'next/link'
import { auditHref, type AuditView } from '../search-params'

/** The one object whose events are shown, and the way back to all of them. */
export function ObjectChip({ view }: { view: AuditView }) {
  if (!view.object_kind) return null
  const all = auditHref({ ...view, object_kind: undefined, object_id: undefined })
  return (
    <p className="text-muted-foreground flex flex-wrap items-center gap-2 text-[13px]">
      Only the {view.object_kind.replaceAll('-', ' ')}
      <span className="figure text-foreground break-all">{view.object_id}</span>
      <Link
        href={all}
        className="hover:bg-accent inline-flex items-center gap-1 rounded-sm border px-1.5 py-0.5 font-medium"
      >
        <X aria-hidden className="size-3" />
        Show all
      </Link>
    </p>
  )
}

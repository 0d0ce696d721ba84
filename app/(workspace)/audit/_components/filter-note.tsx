import { X } from 'lucide-react'
import Link from 'next/link'
import { auditHref, type AuditView, isFiltered } from '../search-params'

/** That not everything is shown, the one object whose events these are, and the way back to all of them. */
export function FilterNote({ view }: { view: AuditView }) {
  if (!isFiltered(view)) return null
  const { object_kind: kind, object_id: id } = view
  return (
    <p className="text-muted-foreground flex flex-wrap items-center gap-2 text-[13px]">
      {kind ? (
        <>
          Only the {kind.replaceAll('-', ' ')}
          <span className="figure text-foreground break-all">{id}</span>
        </>
      ) : (
        'Only what matches'
      )}
      <Link
        href={auditHref({})}
        className="hover:bg-accent inline-flex items-center gap-1 rounded-sm border px-1.5 py-0.5 font-medium"
      >
        <X aria-hidden className="size-3" />
        Show everything
      </Link>
    </p>
  )
}

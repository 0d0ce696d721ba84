import { Info } from 'lucide-react'
import { limitOf } from '@/lib/contract/permissions'
import type { ListType } from '@/lib/desk/watchlists/schema'
import { LIST_EFFECTS } from '../list-words'

/** The effect of the list, and who may change it. */
export function ListEffect({ list, mayWrite }: { list: ListType; mayWrite: boolean }) {
  return (
    <div className="bg-card text-muted-foreground flex gap-3 rounded-lg border px-4 py-3 text-[13px]">
      <Info aria-hidden className="text-info mt-0.5 size-4 shrink-0" />
      <p className="text-pretty">
        <strong className="text-foreground font-medium">
          Blocked overrides trusted; both override the model.
        </strong>{' '}
        {LIST_EFFECTS[list]} Scored transactions do not change. The risk band always shows the model’s own
        view.
        {mayWrite ? null : ` ${limitOf('watchlist:write')}`}
      </p>
    </div>
  )
}

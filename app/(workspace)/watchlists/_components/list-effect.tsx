import { Info } from 'lucide-react'
import type { ListType } from '@/lib/desk/watchlists/schema'
import { LIST_EFFECTS } from '../list-words'

/** What standing on the list does, and who may change it. */
export function ListEffect({ list, mayWrite }: { list: ListType; mayWrite: boolean }) {
  return (
    <div className="bg-card text-muted-foreground flex gap-3 rounded-lg border px-4 py-3 text-[13px]">
      <Info aria-hidden className="text-info mt-0.5 size-4 shrink-0" />
      <p className="text-pretty">
        <strong className="text-foreground font-medium">Blocked beats trusted beats the model.</strong>{' '}
        {LIST_EFFECTS[list]} What is already scored stays as it is, and the risk band always tells the model’s
        own view.
        {mayWrite ? null : ' You can read the lists; senior analysts change them.'}
      </p>
    </div>
  )
}

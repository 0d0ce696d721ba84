import { ListChecks } from 'lucide-react'
import Link from 'next/link'
import { MessagePanel } from '@/components/layout/message-panel'
import { Button } from '@/components/ui/button'
import type { ListType } from '@/lib/desk/watchlists/schema'
import { watchlistsHref } from '../search-params'

interface EntriesEmptyProps {
  list: ListType
  filtered: boolean
  deep: boolean
}

/** Why there are no rows: past the last page, nothing matches, or nothing stands on the list. */
export function EntriesEmpty({ list, filtered, deep }: EntriesEmptyProps) {
  const { title, text } = deep ? TEXTS.deep : filtered ? TEXTS.filtered : TEXTS[list]
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel
        icon={ListChecks}
        title={title}
        actions={
          filtered || deep ? (
            <Button asChild variant="outline">
              <Link href={watchlistsHref({ list })}>{deep ? 'First page' : 'Clear filters'}</Link>
            </Button>
          ) : (
            <Button asChild variant="outline">
              <Link href="/investigate">Find an entity</Link>
            </Button>
          )
        }
      >
        <p>{text}</p>
      </MessagePanel>
    </div>
  )
}

const TEXTS = {
  deep: { title: 'No more entries', text: 'The list ends before this page.' },
  filtered: { title: 'No entry matches', text: 'No entry of this list has all of these properties.' },
  blocked: { title: 'Nothing is blocked', text: 'Only the model and the thresholds decide so far.' },
  trusted: { title: 'Nothing is trusted', text: 'Only the model and the thresholds decide so far.' },
} as const

import { Inbox } from 'lucide-react'
import Link from 'next/link'
import { MessagePanel } from '@/components/layout/message-panel'
import { Button } from '@/components/ui/button'

interface QueueEmptyProps {
  filtered: boolean
  deep: boolean
  /** The search stopped before the end of the list: the pager goes on. */
  searchedOn: boolean
}

/** Why there are no rows: not found so far, past the last page, nothing matches, or the work is done. */
export function QueueEmpty({ filtered, deep, searchedOn }: QueueEmptyProps) {
  const { title, text } = TEXTS[searchedOn ? 'searchedOn' : deep ? 'deep' : filtered ? 'filtered' : 'done']
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel
        icon={Inbox}
        title={title}
        actions={
          filtered || deep ? (
            <Button asChild variant="outline">
              <Link href="/queue">{deep ? 'First page' : 'Clear filters'}</Link>
            </Button>
          ) : (
            <Button asChild variant="outline">
              <Link href="/queue?decision=decided">Show decided alerts</Link>
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
  searchedOn: { title: 'Nothing found so far', text: 'The search can go on from where it stopped.' },
  deep: { title: 'No more rows', text: 'The list ends before this page.' },
  filtered: { title: 'No transaction matches', text: 'No scored transaction has all of these properties.' },
  done: {
    title: 'Nothing is pending',
    text: 'Every alert has been decided. New ones appear here as transactions are scored.',
  },
} as const

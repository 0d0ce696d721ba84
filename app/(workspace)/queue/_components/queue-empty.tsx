import { Inbox } from 'lucide-react'
import Link from 'next/link'
import { MessagePanel } from '@/components/layout/message-panel'
import { Button } from '@/components/ui/button'

/** Why there are no rows: past the last page, nothing matches, or the work is done. */
export function QueueEmpty({ filtered, deep }: { filtered: boolean; deep: boolean }) {
  const { title, text } = deep ? TEXTS.deep : filtered ? TEXTS.filtered : TEXTS.done
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
              <Link href="/queue?status=decided">Show decided transactions</Link>
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
  deep: { title: 'No more rows', text: 'The list ends before this page.' },
  filtered: { title: 'No transaction matches', text: 'No scored transaction has all of these properties.' },
  done: {
    title: 'Nothing is pending',
    text: 'Every scored transaction has been decided. New ones appear here as they are scored.',
  },
} as const

import { FolderOpen } from 'lucide-react'
import Link from 'next/link'
import { MessagePanel } from '@/components/layout/message-panel'
import { Button } from '@/components/ui/button'

/** Why there are no rows: past the last page, nothing matches, or nothing is open. */
export function CasesEmpty({ filtered, deep }: { filtered: boolean; deep: boolean }) {
  const { title, text } = deep ? TEXTS.deep : filtered ? TEXTS.filtered : TEXTS.none
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel
        icon={FolderOpen}
        title={title}
        actions={
          <>
            {filtered || deep ? (
              <Button asChild variant="outline">
                <Link href="/cases">{deep ? 'First page' : 'Clear filters'}</Link>
              </Button>
            ) : (
              <Button asChild variant="outline">
                <Link href="/queue">Open the queue</Link>
              </Button>
            )}
            <Button asChild variant="ghost">
              <Link href="/cases?status=all">All cases</Link>
            </Button>
          </>
        }
      >
        <p>{text}</p>
      </MessagePanel>
    </div>
  )
}

const TEXTS = {
  deep: { title: 'No more cases', text: 'The list ends before this page.' },
  filtered: { title: 'No case matches', text: 'No case has all of these properties.' },
  none: {
    title: 'No case is open',
    text: 'Open one from a transaction, an entity or a selection, or with "New case".',
  },
} as const

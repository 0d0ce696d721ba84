import { ScrollText } from 'lucide-react'
import Link from 'next/link'
import { MessagePanel } from '@/components/layout/message-panel'
import { Button } from '@/components/ui/button'

/** Why there are no rows: past the last page, nothing matches, or nothing happened yet. */
export function AuditEmpty({ filtered, deep }: { filtered: boolean; deep: boolean }) {
  const { title, text } = deep ? TEXTS.deep : filtered ? TEXTS.filtered : TEXTS.none
  return (
    <div className="bg-card rounded-lg border">
      <MessagePanel
        icon={ScrollText}
        title={title}
        actions={
          filtered || deep ? (
            <Button asChild variant="outline">
              <Link href="/audit">{deep && !filtered ? 'First page' : 'Clear filters'}</Link>
            </Button>
          ) : undefined
        }
      >
        <p>{text}</p>
      </MessagePanel>
    </div>
  )
}

const TEXTS = {
  deep: { title: 'No more events', text: 'The trail ends before this page.' },
  filtered: { title: 'No event matches', text: 'Nothing like this happened in that time.' },
  none: { title: 'No audit events yet', text: 'Sign-ins, decisions and changes appear here as they happen.' },
} as const

import { SearchX } from 'lucide-react'
import Link from 'next/link'
import { MessagePanel } from '@/components/layout/message-panel'
import { Button } from '@/components/ui/button'

/** An address whose filter means nothing: searching without it would show what nobody asked for. */
export function RefusedFilter({ refused, requestId }: { refused: string; requestId: string }) {
  return (
    <div role="alert" className="bg-card rounded-lg border">
      <MessagePanel
        icon={SearchX}
        title="A filter of this address means nothing"
        reference={requestId}
        actions={
          <Button asChild variant="outline">
            <Link href="/investigate">Clear the filters</Link>
          </Button>
        }
      >
        <p>Nothing was searched. {refused}.</p>
      </MessagePanel>
    </div>
  )
}

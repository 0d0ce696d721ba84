import { SearchX } from 'lucide-react'
import Link from 'next/link'
import { investigateHref } from '@/components/fraud/links'
import { MessagePanel } from '@/components/layout/message-panel'
import { Button } from '@/components/ui/button'

export default function EntityNotFound() {
  return (
    <MessagePanel
      icon={SearchX}
      title="Entity not found"
      actions={
        <Button asChild variant="outline">
          <Link href={investigateHref()}>Search in Investigate</Link>
        </Button>
      }
    >
      <p>No transaction or watchlist contains it, or it belongs to another institution.</p>
    </MessagePanel>
  )
}

import { Compass } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { MessagePanel } from '@/components/layout/message-panel'
import { Button } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Page not found' }

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <MessagePanel
        icon={Compass}
        title="Page not found"
        actions={
          <Button asChild variant="outline">
            <Link href="/queue">Go to the queue</Link>
          </Button>
        }
      >
        <p>There is nothing at this address, or it belongs to another institution.</p>
      </MessagePanel>
    </main>
  )
}

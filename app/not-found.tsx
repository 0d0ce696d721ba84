import type { Metadata } from 'next'
import Link from 'next/link'
import { PageNotFound } from '@/components/layout/page-not-found'
import { Button } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Page not found' }

/** For URLs outside of every layout. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <PageNotFound
        action={
          <Button asChild variant="outline">
            <Link href="/queue">Go to the queue</Link>
          </Button>
        }
      />
    </main>
  )
}

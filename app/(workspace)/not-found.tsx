import Link from 'next/link'
import { PageNotFound } from '@/components/layout/page-not-found'
import { Button } from '@/components/ui/button'

export default function WorkspaceNotFound() {
  return (
    <PageNotFound
      action={
        <Button asChild variant="outline">
          <Link href="/queue">Go to the queue</Link>
        </Button>
      }
    />
  )
}

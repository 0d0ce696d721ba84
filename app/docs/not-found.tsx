import Link from 'next/link'
import { PageNotFound } from '@/components/layout/page-not-found'
import { Button } from '@/components/ui/button'

export default function DocsNotFound() {
  return (
    <PageNotFound
      action={
        <Button asChild variant="outline">
          <Link href="/docs">Go to the reference</Link>
        </Button>
      }
    />
  )
}

import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'

interface PageLinksProps {
  previousHref: string | null
  nextHref: string | null
  nextLabel?: string
}

/** Keyset paging: forward and back at any depth, without pretending to know a page number. */
export function PageLinks({ previousHref, nextHref, nextLabel = 'Next' }: PageLinksProps) {
  return (
    <nav aria-label="Pages" className="ml-auto flex gap-2">
      {previousHref ? (
        <Button asChild variant="outline">
          <Link href={previousHref} prefetch={false} rel="prev">
            <ChevronLeft aria-hidden />
            Previous
          </Link>
        </Button>
      ) : null}
      {nextHref ? (
        <Button asChild variant="outline">
          <Link href={nextHref} prefetch={false} rel="next">
            {nextLabel}
            <ChevronRight aria-hidden />
          </Link>
        </Button>
      ) : null}
    </nav>
  )
}

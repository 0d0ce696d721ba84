import { Bookmark } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Button } from '@/components/ui/button'
import type { SavedView, ViewPage } from '@/lib/desk/saved-views/schema'

export interface SavedViewsProps {
  page: ViewPage
  views: readonly SavedView[]
  /** The query string of what is open, without cursor. */
  query: string
  canShare: boolean
}

export function SavedViewsButton({ count, ...props }: ComponentProps<typeof Button> & { count: number }) {
  return (
    <Button variant="outline" size="sm" {...props}>
      <Bookmark aria-hidden />
      Saved views
      {count > 0 ? <span className="figure text-muted-foreground">{count}</span> : null}
    </Button>
  )
}

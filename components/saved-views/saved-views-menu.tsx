'use client'

import { Bookmark } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { OnDemand } from '@/components/ui/on-demand'
import type { SavedView, ViewPage } from '@/lib/desk/saved-views/schema'

export interface SavedViewsProps {
  page: ViewPage
  views: readonly SavedView[]
  /** The query string of the page, without cursor. */
  query: string
  canShare: boolean
}

const load = () => import('./open-saved-views')

/** The named filters of a page, behind a button. */
export function SavedViewsMenu(props: SavedViewsProps) {
  const count = props.views.length
  const button = (
    <Button variant="outline" size="sm">
      <Bookmark aria-hidden />
      Saved views
      {count > 0 ? <span className="figure text-muted-foreground">{count}</span> : null}
    </Button>
  )
  return (
    <OnDemand load={load} opens="dialog" button={button}>
      {(OpenSavedViews) => <OpenSavedViews button={button} {...props} />}
    </OnDemand>
  )
}

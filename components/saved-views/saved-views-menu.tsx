'use client'

import { lazy } from 'react'
import { OnDemand } from '@/components/ui/on-demand'
import { SavedViewsButton, type SavedViewsProps } from './saved-views-button'

const OpenSavedViews = lazy(() => import('./open-saved-views'))

/** The filters kept under names, behind a button. */
export function SavedViewsMenu(props: SavedViewsProps) {
  return (
    <OnDemand
      button={(press) => (
        <SavedViewsButton
          count={props.views.length}
          aria-haspopup="dialog"
          aria-expanded={false}
          onClick={press}
        />
      )}
    >
      <OpenSavedViews {...props} />
    </OnDemand>
  )
}

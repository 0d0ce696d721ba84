'use client'

import { OnDemand } from '@/components/ui/on-demand'
import { SavedViewsButton, type SavedViewsProps } from './saved-views-button'

const load = () => import('./open-saved-views')

/** The filters kept under names, behind a button. */
export function SavedViewsMenu(props: SavedViewsProps) {
  return (
    <OnDemand
      load={load}
      button={(press) => (
        <SavedViewsButton
          count={props.views.length}
          aria-haspopup="dialog"
          aria-expanded={false}
          onClick={press}
        />
      )}
    >
      {(OpenSavedViews) => <OpenSavedViews {...props} />}
    </OnDemand>
  )
}

'use client'

import { type ReactNode } from 'react'
import { OnDemand } from '@/components/ui/on-demand'
import { FiltersButton } from './filters-button'

const load = () => import('./open-filters')

/** The filters that are asked for less often, one press away. */
export function FiltersPopover({ set, children }: { set: number; children: ReactNode }) {
  return (
    <OnDemand
      load={load}
      button={(press) => (
        <FiltersButton set={set} aria-haspopup="dialog" aria-expanded={false} onClick={press} />
      )}
    >
      {(OpenFilters) => <OpenFilters set={set}>{children}</OpenFilters>}
    </OnDemand>
  )
}

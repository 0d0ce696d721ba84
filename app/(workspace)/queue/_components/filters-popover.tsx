'use client'

import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { OnDemand } from '@/components/ui/on-demand'

const load = () => import('./open-filters')

/** The less frequent filters, behind a button that tells how many of them are set. */
export function FiltersPopover({ set, children }: { set: number; children: ReactNode }) {
  const button = (
    <Button variant="ghost" className="px-2.5">
      <ChevronDown aria-hidden />
      More
      <span className="sr-only">filters</span>
      {set > 0 ? <span className="figure">{set}</span> : null}
    </Button>
  )
  return (
    <OnDemand load={load} opens="dialog" button={button}>
      {(OpenFilters) => <OpenFilters button={button}>{children}</OpenFilters>}
    </OnDemand>
  )
}

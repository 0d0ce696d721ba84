'use client'

import type { ReactNode } from 'react'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { FiltersButton } from './filters-button'

export default function OpenFilters({ set, children }: { set: number; children: ReactNode }) {
  return (
    <Popover defaultOpen>
      <PopoverTrigger asChild>
        <FiltersButton set={set} />
      </PopoverTrigger>
      <PopoverContent align="end" aria-label="More filters" className="w-72 p-4">
        {children}
      </PopoverContent>
    </Popover>
  )
}

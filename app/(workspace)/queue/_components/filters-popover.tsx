'use client'

import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'

/** The filters that are asked for less often, one press away; how many of them are set is said on the button. */
export function FiltersPopover({ set, children }: { set: number; children: ReactNode }) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="ghost" className="px-2.5">
          <ChevronDown aria-hidden />
          More
          <span className="sr-only">filters</span>
          {set > 0 ? <span className="figure">{set}</span> : null}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label="More filters" className="w-72 p-4">
        {children}
      </PopoverContent>
    </Popover>
  )
}

'use client'

import type { ReactElement, ReactNode } from 'react'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'

export default function OpenFilters({ button, children }: { button: ReactElement; children: ReactNode }) {
  return (
    <Popover defaultOpen>
      <PopoverTrigger asChild>{button}</PopoverTrigger>
      <PopoverContent align="end" aria-label="More filters" className="w-72 p-4">
        {children}
      </PopoverContent>
    </Popover>
  )
}

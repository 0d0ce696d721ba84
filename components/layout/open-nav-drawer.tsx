'use client'

import { type ReactElement, useState } from 'react'
import { Sheet, SheetContent, SheetTitle, SheetTrigger } from '@/components/ui/sheet'
import { Brand } from './brand'
import { NavLinks } from './nav-links'
import type { Section } from './navigation'

interface OpenNavDrawerProps {
  button: ReactElement
  sections: Section[]
  tenantName: string
}

/** The drawer of a phone, open at first; choosing a section closes it. */
export default function OpenNavDrawer({ button, sections, tenantName }: OpenNavDrawerProps) {
  const [open, setOpen] = useState(true)
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>{button}</SheetTrigger>
      <SheetContent aria-describedby={undefined}>
        <SheetTitle className="sr-only">Navigation</SheetTitle>
        <div className="flex h-14 items-center px-5">
          <Brand />
        </div>
        <p className="text-faint px-5 pb-3 text-[13px]">{tenantName}</p>
        <div className="px-3">
          <NavLinks sections={sections} onNavigate={() => setOpen(false)} />
        </div>
      </SheetContent>
    </Sheet>
  )
}

'use client'

import { useState } from 'react'
import { Sheet, SheetContent, SheetTitle, SheetTrigger } from '@/components/ui/sheet'
import { Brand } from './brand'
import { NavDrawerButton } from './nav-drawer-button'
import { NavLinks } from './nav-links'
import type { Section } from './navigation'

/** The sidebar of a phone, open from the start and closed again by choosing. */
export default function OpenNavDrawer({ sections, tenantName }: { sections: Section[]; tenantName: string }) {
  const [open, setOpen] = useState(true)
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <NavDrawerButton />
      </SheetTrigger>
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

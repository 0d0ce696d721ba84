'use client'

import { Menu } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet, SheetContent, SheetTitle, SheetTrigger } from '@/components/ui/sheet'
import { Brand } from './brand'
import { NavLinks } from './nav-links'
import type { Section } from './navigation'

/** The sidebar of a phone: behind a button, closed again by choosing. */
export function NavDrawer({ sections, tenantName }: { sections: Section[]; tenantName: string }) {
  const [open, setOpen] = useState(false)
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="Open navigation" className="-ml-2 md:hidden">
          <Menu aria-hidden />
        </Button>
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

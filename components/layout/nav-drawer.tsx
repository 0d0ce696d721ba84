'use client'

import { Menu } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { OnDemand } from '@/components/ui/on-demand'
import type { Section } from './navigation'

const load = () => import('./open-nav-drawer')

/** The navigation on a phone: a drawer behind a button. */
export function NavDrawer(props: { sections: Section[]; tenantName: string }) {
  const button = (
    <Button variant="ghost" size="icon" aria-label="Open navigation" className="-ml-2 md:hidden">
      <Menu aria-hidden />
    </Button>
  )
  return (
    <OnDemand load={load} opens="dialog" button={button}>
      {(OpenNavDrawer) => <OpenNavDrawer button={button} {...props} />}
    </OnDemand>
  )
}

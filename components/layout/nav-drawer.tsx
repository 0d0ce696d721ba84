'use client'

import { OnDemand } from '@/components/ui/on-demand'
import { NavDrawerButton } from './nav-drawer-button'
import type { Section } from './navigation'

const load = () => import('./open-nav-drawer')

/** The sidebar of a phone, behind a button. */
export function NavDrawer(props: { sections: Section[]; tenantName: string }) {
  return (
    <OnDemand
      load={load}
      button={(press) => <NavDrawerButton aria-haspopup="dialog" aria-expanded={false} onClick={press} />}
    >
      {(OpenNavDrawer) => <OpenNavDrawer {...props} />}
    </OnDemand>
  )
}

'use client'

import { lazy } from 'react'
import { OnDemand } from '@/components/ui/on-demand'
import { NavDrawerButton } from './nav-drawer-button'
import type { Section } from './navigation'

const OpenNavDrawer = lazy(() => import('./open-nav-drawer'))

/** The sidebar of a phone, behind a button. */
export function NavDrawer(props: { sections: Section[]; tenantName: string }) {
  return (
    <OnDemand
      button={(press) => <NavDrawerButton aria-haspopup="dialog" aria-expanded={false} onClick={press} />}
    >
      <OpenNavDrawer {...props} />
    </OnDemand>
  )
}

'use client'

import { lazy } from 'react'
import { OnDemand } from '@/components/ui/on-demand'
import { type Person, UserMenuButton } from './user-menu-button'

export type { Person } from './user-menu-button'

const OpenUserMenu = lazy(() => import('./open-user-menu'))

export function UserMenu(props: { person: Person; tenantName: string }) {
  return (
    <OnDemand
      button={(press) => (
        <UserMenuButton person={props.person} aria-haspopup="menu" aria-expanded={false} onClick={press} />
      )}
    >
      <OpenUserMenu {...props} />
    </OnDemand>
  )
}

'use client'

import { OnDemand } from '@/components/ui/on-demand'
import { type Person, UserMenuButton } from './user-menu-button'

export type { Person } from './user-menu-button'

const load = () => import('./open-user-menu')

export function UserMenu(props: { person: Person; tenantName: string }) {
  return (
    <OnDemand
      load={load}
      button={(press) => (
        <UserMenuButton person={props.person} aria-haspopup="menu" aria-expanded={false} onClick={press} />
      )}
    >
      {(OpenUserMenu) => <OpenUserMenu {...props} />}
    </OnDemand>
  )
}

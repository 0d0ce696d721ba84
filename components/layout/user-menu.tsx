'use client'

import { OnDemand } from '@/components/ui/on-demand'

export interface SignedInUser {
  id: string
  name: string
  email: string
  role: string
}

const load = () => import('./open-user-menu')

export function UserMenu({ user, tenantName }: { user: SignedInUser; tenantName: string }) {
  const button = (
    <button
      type="button"
      className="border-input/60 bg-secondary text-secondary-foreground hover:border-input inline-flex size-9 items-center justify-center rounded-full border text-xs font-semibold"
    >
      <span aria-hidden>{initials(user.name)}</span>
      <span className="sr-only">Account: {user.name}</span>
    </button>
  )
  return (
    <OnDemand load={load} opens="menu" button={button}>
      {(OpenUserMenu) => <OpenUserMenu button={button} user={user} tenantName={tenantName} />}
    </OnDemand>
  )
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .filter(Boolean)
    .slice(0, 2)
    .join('')
    .toUpperCase()

'use client'

import { LogOut } from 'lucide-react'
import { signOut } from 'next-auth/react'
import { toast } from 'sonner'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'

export interface Person {
  name: string
  email: string
  role: string
}

export function UserMenu({ person, tenantName }: { person: Person; tenantName: string }) {
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger
        aria-label={`Account: ${person.name}`}
        className="border-input/60 bg-secondary text-secondary-foreground hover:border-input inline-flex size-9 items-center justify-center rounded-full border text-xs font-semibold"
      >
        {initials(person.name)}
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel>
          <span className="block text-sm font-semibold">{person.name}</span>
          <span className="text-muted-foreground block text-[13px]">{person.email}</span>
          <span className="text-muted-foreground mt-1 block text-[13px]">
            {person.role} · {tenantName}
          </span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void leave()}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

/** A full page load on the way out, so that nothing of the signed-in screens stays in memory. */
async function leave(): Promise<void> {
  try {
    await signOut({ redirect: false })
    window.location.replace('/login')
  } catch {
    toast.error('Signing out failed. Check the connection and try again.')
  }
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .filter(Boolean)
    .slice(0, 2)
    .join('')
    .toUpperCase()

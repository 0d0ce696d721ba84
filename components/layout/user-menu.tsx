'use client'

import { LogOut } from 'lucide-react'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { leave } from './sign-out'

export interface Person {
  id: string
  name: string
  email: string
  role: string
}

export function UserMenu({ person, tenantName }: { person: Person; tenantName: string }) {
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger className="border-input/60 bg-secondary text-secondary-foreground hover:border-input inline-flex size-9 items-center justify-center rounded-full border text-xs font-semibold">
        <span aria-hidden>{initials(person.name)}</span>
        <span className="sr-only">Account: {person.name}</span>
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

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .filter(Boolean)
    .slice(0, 2)
    .join('')
    .toUpperCase()

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
import { type Person, UserMenuButton } from './user-menu-button'

export default function OpenUserMenu({ person, tenantName }: { person: Person; tenantName: string }) {
  return (
    <DropdownMenu modal={false} defaultOpen>
      <DropdownMenuTrigger asChild>
        <UserMenuButton person={person} />
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

'use client'

import { LogOut } from 'lucide-react'
import type { ReactElement } from 'react'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { leave } from './sign-out'
import type { Person } from './user-menu'

interface OpenUserMenuProps {
  button: ReactElement
  person: Person
  tenantName: string
}

export default function OpenUserMenu({ button, person, tenantName }: OpenUserMenuProps) {
  return (
    <DropdownMenu modal={false} defaultOpen>
      <DropdownMenuTrigger asChild>{button}</DropdownMenuTrigger>
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

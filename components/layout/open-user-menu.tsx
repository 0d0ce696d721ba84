'use client'

import { LogOut, Settings } from 'lucide-react'
import Link from 'next/link'
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
import type { SignedInUser } from './user-menu'

interface OpenUserMenuProps {
  button: ReactElement
  user: SignedInUser
  tenantName: string
}

export default function OpenUserMenu({ button, user, tenantName }: OpenUserMenuProps) {
  return (
    <DropdownMenu modal={false} defaultOpen>
      <DropdownMenuTrigger asChild>{button}</DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel>
          <span className="block text-sm font-semibold">{user.name}</span>
          <span className="text-muted-foreground block text-[13px]">{user.email}</span>
          <span className="text-muted-foreground mt-1 block text-[13px]">
            {user.role} · {tenantName}
          </span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/settings/me" prefetch={false}>
            <Settings aria-hidden />
            Your settings
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void leave()}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

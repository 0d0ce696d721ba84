'use client'

import { usePathname } from 'next/navigation'
import { titleOf } from './navigation'

export function PageTitle() {
  return <h1 className="truncate text-[15px] font-semibold">{titleOf(usePathname())}</h1>
}

'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { isObjectPage, rememberVisit } from './recent'

/** By then a streamed page has its title; a shorter visit does not count. */
const LOOKED_MS = 1_500

/** Stores the visited objects with the titles of their pages. */
export function RecentVisits({ userId }: { userId: string }) {
  const pathname = usePathname()
  const query = useSearchParams().toString()
  useEffect(() => {
    if (!isObjectPage(pathname)) return
    const timer = window.setTimeout(() => {
      const label = document.title.replace(/ · Sentinel$/, '')
      rememberVisit(userId, { href: query ? `${pathname}?${query}` : pathname, label })
    }, LOOKED_MS)
    return () => window.clearTimeout(timer)
  }, [userId, pathname, query])
  return null
}

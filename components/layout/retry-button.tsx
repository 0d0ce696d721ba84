'use client'

import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { cn } from '@/components/class-names'
import { Button } from '@/components/ui/button'

/** Reloads the data of the page from the server and keeps the other state. */
export function RetryButton({ label = 'Retry' }: { label?: string }) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  return (
    <Button variant="outline" disabled={pending} onClick={() => startTransition(() => router.refresh())}>
      <RotateCw aria-hidden className={cn(pending && 'animate-spin')} />
      {label}
    </Button>
  )
}

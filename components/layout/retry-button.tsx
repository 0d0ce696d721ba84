'use client'

import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { cn } from '@/components/class-names'
import { Button } from '@/components/ui/button'

/** Reads the page again from the server and keeps everything else as it is. */
export function RetryButton({ label = 'Try again' }: { label?: string }) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  return (
    <Button variant="outline" disabled={pending} onClick={() => startTransition(() => router.refresh())}>
      <RotateCw aria-hidden className={cn(pending && 'animate-spin')} />
      {label}
    </Button>
  )
}

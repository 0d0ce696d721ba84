'use client'

import { ArrowRight } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useTransition } from 'react'
import { takeNextAlert } from '@/components/command/take-next-alert'
import { isPlainKey } from '@/components/layout/plain-key'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import type { NextAlertInput } from '@/lib/desk/queue/schema'

interface NextAlertButtonProps {
  /** The order and the filters of the analyst's queue. */
  body: NextAlertInput
  /** The URL of that queue, for the back link. */
  from: string
  /** The key n triggers it, too. */
  shortcut?: boolean
}

/** Claims and opens the first open alert that no user has claimed. */
export function NextAlertButton({ body, from, shortcut = false }: NextAlertButtonProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const take = () =>
    startTransition(() => takeNextAlert(router.push, body, from === '/queue' ? undefined : from))
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!shortcut || event.key !== 'n' || event.repeat || pending || !isPlainKey(event)) return
    event.preventDefault()
    take()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  return (
    <Button disabled={pending} onClick={take}>
      {pending ? 'Taking…' : 'Next alert'}
      <ArrowRight aria-hidden />
      {shortcut ? (
        <Kbd className="border-primary-foreground/50 text-primary-foreground hidden lg:inline-flex">n</Kbd>
      ) : null}
    </Button>
  )
}

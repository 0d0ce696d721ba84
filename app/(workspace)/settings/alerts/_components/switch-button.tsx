'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import type { ApiResult } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'

interface SwitchButtonProps {
  name: string
  enabled: boolean
  send: () => Promise<ApiResult<unknown>>
}

/** Switches a rule or a channel on or off. */
export function SwitchButton({ name, enabled, send }: SwitchButtonProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const label = enabled ? 'Switch off' : 'Switch on'
  const toggle = () =>
    startTransition(async () => {
      const sent = await send()
      if (sent.ok) toast.success(`${name} is ${enabled ? 'off' : 'on'}.`)
      else toast.error(sent.problem.message)
      router.refresh()
    })
  return (
    <Button variant="ghost" size="sm" aria-label={`${label}: ${name}`} disabled={pending} onClick={toggle}>
      {label}
    </Button>
  )
}

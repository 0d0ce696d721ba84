'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { Channel } from '@/lib/messaging/delivery/schema'
import { keepsOpen, ShownOnce } from '../../_components/shown-once'
import { ChannelForm } from './channel-form'

/** Adds a channel, or changes one; the secret of a new signed webhook is shown in the same dialog. */
export function ChannelDialog({ channel, mail }: { channel: Channel | null; mail: boolean }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const toggle = (next: boolean) => {
    setOpen(next)
    if (next) return
    setSecret(null)
    router.refresh()
  }
  const done = (name: string, made: string | null) => {
    if (made !== null) return setSecret(made)
    toggle(false)
    toast.success(`${name} is saved.`)
  }
  return (
    <Dialog open={open} onOpenChange={toggle}>
      <DialogTrigger asChild>
        {channel === null ? (
          <Button size="sm">
            <Plus aria-hidden />
            Add channel
          </Button>
        ) : (
          <Button variant="ghost" size="sm" aria-label={`Edit: ${channel.name}`}>
            Edit
          </Button>
        )}
      </DialogTrigger>
      <DialogContent className="max-h-[calc(100dvh-2rem)] overflow-y-auto" {...keepsOpen(secret !== null)}>
        {secret === null ? (
          <>
            <DialogTitle>{channel === null ? 'Add a channel' : `Edit ${channel.name}`}</DialogTitle>
            <DialogDescription>
              {channel === null
                ? 'Rules name the channels that they use.'
                : 'A new target starts without the failures of before.'}
            </DialogDescription>
            <ChannelForm channel={channel} mail={mail} onDone={done} />
          </>
        ) : (
          <ShownOnce
            title="The channel is added"
            text="Copy the secret now: it is shown only this once. The receiver verifies the signatures with it."
            secret={secret}
            label="Secret"
            onDone={() => toggle(false)}
          />
        )}
      </DialogContent>
    </Dialog>
  )
}

'use client'

import { UserPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { MadeInvitation } from '@/lib/access/invitations/schema'
import { keepsOpen, ShownOnce } from '../../_components/shown-once'
import { InviteForm } from './invite-form'

/** Invites somebody; where no e-mail goes out, the same dialog then shows the link. */
export function InviteDialog({ mail }: { mail: boolean }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [link, setLink] = useState<string | null>(null)
  const toggle = (next: boolean) => {
    setOpen(next)
    if (next) return
    setLink(null)
    router.refresh()
  }
  const onInvited = (made: MadeInvitation) => {
    if (made.link !== null) return setLink(made.link)
    toast.success(`The invitation goes to ${made.email}.`)
    toggle(false)
  }
  return (
    <Dialog open={open} onOpenChange={toggle}>
      <DialogTrigger asChild>
        <Button size="sm">
          <UserPlus aria-hidden />
          Invite
        </Button>
      </DialogTrigger>
      <DialogContent className="max-h-[calc(100dvh-2rem)] overflow-y-auto" {...keepsOpen(link !== null)}>
        {link === null ? (
          <>
            <DialogTitle>Invite a user</DialogTitle>
            <DialogDescription>The link works once, within 72 hours.</DialogDescription>
            <InviteForm mail={mail} onInvited={onInvited} />
          </>
        ) : (
          <ShownOnce
            title="The link is made"
            text="Pass it on by a channel that only this person reads. It is shown only this once."
            secret={link}
            label="Link"
            onDone={() => toggle(false)}
          />
        )}
      </DialogContent>
    </Dialog>
  )
}

'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { AlertRule } from '@/lib/messaging/alerts/schema'
import type { Channel } from '@/lib/messaging/delivery/schema'
import { RuleForm } from './rule-form'

interface RuleDialogProps {
  /** Null adds one. */
  rule: AlertRule | null
  channels: Channel[]
  currency: string
  timeZone: string
}

export function RuleDialog({ rule, ...setting }: RuleDialogProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const done = (name: string) => {
    setOpen(false)
    toast.success(`${name} is saved.`)
    router.refresh()
  }
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        {rule === null ? (
          <Button size="sm">
            <Plus aria-hidden />
            Add rule
          </Button>
        ) : (
          <Button variant="ghost" size="sm" aria-label={`Edit: ${rule.name}`}>
            Edit
          </Button>
        )}
      </DialogTrigger>
      <DialogContent className="max-h-[calc(100dvh-2rem)] overflow-y-auto">
        <DialogTitle>{rule === null ? 'Add an alert rule' : `Edit ${rule.name}`}</DialogTitle>
        <DialogDescription>A rule counts what happens from now on.</DialogDescription>
        <RuleForm rule={rule} {...setting} onDone={done} />
      </DialogContent>
    </Dialog>
  )
}

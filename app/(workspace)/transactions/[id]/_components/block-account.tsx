'use client'

import { Ban } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useId, useState, useTransition } from 'react'
import { toast } from 'sonner'
import { sendJson } from '@/components/http/send-json'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
  AlertDialogTrigger,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'

/** Puts an account on the blocked list, after saying what that does. */
export function BlockAccount({ role, account }: { role: 'sender' | 'receiver'; account: string }) {
  const router = useRouter()
  const reasonId = useId()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [pending, startTransition] = useTransition()

  const block = () =>
    startTransition(async () => {
      const body = {
        account_id: account,
        list_type: 'blocked',
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      }
      const sent = await sendJson('POST', '/api/watchlists', body)
      if (!sent.ok) return void toast.error(sent.refusal.message)
      setOpen(false)
      toast.success(`${account} is blocked.`)
      router.refresh()
    })

  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button variant="danger" size="sm">
          <Ban aria-hidden />
          Block {role}
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogTitle>
          Block <span className="figure break-all">{account}</span>?
        </AlertDialogTitle>
        <AlertDialogDescription>
          From now on every transaction from or to this account is blocked, whatever its score. Transactions
          that are already scored stay as they are.
        </AlertDialogDescription>
        <div className="mt-4 flex flex-col gap-1.5">
          <Label htmlFor={reasonId}>Reason (optional)</Label>
          <Input
            id={reasonId}
            value={reason}
            maxLength={256}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <div className="mt-5 flex justify-end gap-2">
          <AlertDialogCancel asChild>
            <Button variant="outline">Cancel</Button>
          </AlertDialogCancel>
          <Button disabled={pending} onClick={block}>
            {pending ? 'Blocking…' : 'Block account'}
          </Button>
        </div>
      </AlertDialogContent>
    </AlertDialog>
  )
}

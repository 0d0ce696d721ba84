'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState, useTransition } from 'react'
import type { ApiResult } from '@/components/http/api-client'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
  AlertDialogTrigger,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'

interface ConfirmButtonProps {
  /** The label of the button and of the confirmation. */
  label: string
  /** For screen readers: which row it is about. */
  about: string
  question: string
  text: ReactNode
  send: () => Promise<ApiResult<unknown>>
  /** The message when it is done. */
  done: string
  variant?: 'ghost' | 'outline'
}

/** A button that asks before it does what cannot be undone. */
export function ConfirmButton({
  label,
  about,
  question,
  text,
  send,
  done,
  variant = 'ghost',
}: ConfirmButtonProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [pending, startTransition] = useTransition()
  const confirm = () =>
    startTransition(async () => {
      const sent = await send()
      if (!sent.ok) return void toast.error(sent.problem.message)
      setOpen(false)
      toast.success(done)
      router.refresh()
    })
  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button variant={variant} size="sm" aria-label={`${label}: ${about}`}>
          {label}
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogTitle>{question}</AlertDialogTitle>
        <AlertDialogDescription>{text}</AlertDialogDescription>
        <div className="mt-5 flex justify-end gap-2">
          <AlertDialogCancel asChild>
            <Button variant="outline">Cancel</Button>
          </AlertDialogCancel>
          <Button variant="danger" disabled={pending} onClick={confirm}>
            {pending ? 'Working…' : label}
          </Button>
        </div>
      </AlertDialogContent>
    </AlertDialog>
  )
}

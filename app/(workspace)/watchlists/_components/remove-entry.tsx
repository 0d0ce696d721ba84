'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import { callApi } from '@/components/http/api-client'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
  AlertDialogTrigger,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import type { WatchlistEntry } from '@/lib/desk/watchlists/schema'

/** Removes an entry after a confirmation; for a short time the user can undo it. */
export function RemoveEntry({ entry }: { entry: WatchlistEntry }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [pending, startTransition] = useTransition()
  const { id, kind, entity_id: entity, list_type: list, reason, expires_at: expiresAt } = entry

  const putBack = async () => {
    const sent = await callApi('POST /api/watchlists', {
      body: {
        entity_id: entity,
        kind,
        list_type: list,
        reason: reason ?? undefined,
        expires_at: expiresAt ?? undefined,
      },
    })
    if (!sent.ok) return void toast.error(sent.problem.message)
    toast.success(`${entity} is ${list} again.`)
    router.refresh()
  }
  const remove = () =>
    startTransition(async () => {
      const sent = await callApi('DELETE /api/watchlists/{id}', { params: { id } })
      if (!sent.ok && sent.problem.code !== 'not-found') return void toast.error(sent.problem.message)
      setOpen(false)
      router.refresh()
      if (!sent.ok) return void toast.info(`${entity} was already removed.`)
      const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.now()
      const undo = isOver ? undefined : { label: 'Undo', onClick: () => void putBack() }
      toast.success(`${entity} is no longer ${list}.`, { action: undo })
    })
  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={`Remove ${entity}`}>
          <Trash2 aria-hidden />
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogTitle>
          Remove <span className="figure break-all">{entity}</span> from the {list} list?
        </AlertDialogTitle>
        <AlertDialogDescription>
          From the next score on, the model and the thresholds decide again. Scored transactions do not
          change.
        </AlertDialogDescription>
        <div className="mt-5 flex justify-end gap-2">
          <AlertDialogCancel asChild>
            <Button variant="outline">Keep it</Button>
          </AlertDialogCancel>
          <Button variant="danger" disabled={pending} onClick={remove}>
            {pending ? 'Removing…' : 'Remove'}
          </Button>
        </div>
      </AlertDialogContent>
    </AlertDialog>
  )
}

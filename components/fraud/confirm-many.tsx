'use client'

import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import type { Decision } from '@/lib/contract/decisions'
import { formatCount } from './format-metrics'
import { DECISIONS } from './labels'

interface ConfirmManyProps {
  count: number
  /** They are all that match a search, on every page. */
  all: boolean
  decision: Decision
  onCancel: () => void
  onConfirm: () => void
}

/** Asks for confirmation before it decides many transactions together. */
export default function ConfirmMany({ count, all, decision, onCancel, onConfirm }: ConfirmManyProps) {
  return (
    <AlertDialog open onOpenChange={(open) => (open ? undefined : onCancel())}>
      <AlertDialogContent>
        <AlertDialogTitle>
          {DECISIONS[decision].label}: <span className="figure">{formatCount(count)}</span> transactions?
        </AlertDialogTitle>
        <AlertDialogDescription>
          {all ? 'These are all transactions that match this search, on every page. ' : null}
          Each gets its own entry in the history and in the audit log. You can undo it for five minutes.
        </AlertDialogDescription>
        <div className="mt-5 flex justify-end gap-2">
          <AlertDialogCancel asChild>
            <Button variant="outline">Cancel</Button>
          </AlertDialogCancel>
          <AlertDialogAction asChild>
            <Button onClick={onConfirm}>Decide all</Button>
          </AlertDialogAction>
        </div>
      </AlertDialogContent>
    </AlertDialog>
  )
}

import type { FormEvent } from 'react'
import { Field } from '@/components/cases/field'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '@/components/ui/dialog'
import { Textarea } from '@/components/ui/textarea'

interface ReasonDialogProps {
  /** Name and version of the model. */
  name: string
  /** What happens to the model: "goes into production". */
  title: string
  effect: string
  button: string
  danger?: boolean
  reason: string
  maxLength: number
  required?: boolean
  hint?: string
  error?: string
  problem: string
  pending: boolean
  onReason: (reason: string) => void
  onSubmit: () => void
  onEnd: () => void
}

/** Asks for a reason before something happens to a model. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { name, title, effect, button, danger, reason, maxLength, required, hint, error } = props
  const { problem, pending, onReason, onSubmit, onEnd } = props
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <Dialog open onOpenChange={(open) => open || onEnd()}>
      <DialogContent>
        <DialogTitle>
          <span className="figure">{name}</span> {title}
        </DialogTitle>
        <DialogDescription>{effect}</DialogDescription>
        <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
          <Field label="Reason" hint={hint} error={error}>
            {(wiring) => (
              <Textarea
                {...wiring}
                aria-required={required}
                value={reason}
                maxLength={maxLength}
                onChange={(event) => onReason(event.target.value)}
              />
            )}
          </Field>
          {problem ? (
            <p role="alert" className="text-risk-high text-[13px]">
              {problem}
            </p>
          ) : null}
          <div className="flex justify-end gap-2">
            <Button variant="outline" onClick={onEnd}>
              Cancel
            </Button>
            <Button type="submit" variant={danger ? 'danger' : 'primary'} disabled={pending}>
              {pending ? 'Working…' : button}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  )
}

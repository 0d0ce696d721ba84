'use client'

import { Field } from '@/components/cases/field'
import { Input } from '@/components/ui/input'
import { ReasonField } from './reason-field'

export interface ReasonFieldsProps {
  reason: string
  setReason: (text: string) => void
  start: string
  setStart: (text: string) => void
  errors: Readonly<Partial<Record<string, string>>>
}

/** Why, and from when. */
export function ReasonFields({ reason, setReason, start, setStart, errors }: ReasonFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <ReasonField reason={reason} setReason={setReason} error={errors.reason} />
      <Field
        label="Start (optional)"
        hint="In the time zone of this device, within 90 days. Empty: at once."
        error={errors.starts_at}
      >
        {(wiring) => (
          <Input
            {...wiring}
            type="datetime-local"
            value={start}
            onChange={(event) => setStart(event.target.value)}
          />
        )}
      </Field>
    </div>
  )
}

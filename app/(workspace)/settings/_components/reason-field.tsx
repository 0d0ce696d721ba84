import { Field } from '@/components/cases/field'
import { Textarea } from '@/components/ui/textarea'

interface ReasonFieldProps {
  reason: string
  setReason: (text: string) => void
  error: string | undefined
}

/** Why a change is requested. */
export function ReasonField({ reason, setReason, error }: ReasonFieldProps) {
  return (
    <Field label="Reason" error={error}>
      {(wiring) => (
        <Textarea
          {...wiring}
          value={reason}
          maxLength={1000}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
    </Field>
  )
}

import { Field } from '@/components/cases/field'
import { Select } from '@/components/ui/select'
import type { Outcome } from '@/lib/engine/policy'
import { TextField } from '../../_components/text-field'
import type { FieldErrors } from '../../prepare-request'
import type { Typed } from '../prepare-velocity'

interface RingFieldsProps {
  typed: Typed
  errors: FieldErrors
  set: (part: Partial<Typed>) => void
}

const EFFECTS: Record<Outcome, string> = {
  approve: 'No effect',
  review: 'At least review',
  block: 'Block',
}

/** Rings of accounts that share devices or phones. */
export function RingFields({ typed, errors, set }: RingFieldsProps) {
  return (
    <fieldset className="grid gap-4 sm:grid-cols-3">
      <legend className="mb-2 text-sm font-medium">Growing rings</legend>
      <TextField
        label="From (new accounts)"
        hint="From 2 to 50; empty: none are looked for"
        inputMode="numeric"
        maxLength={4}
        value={typed.new_accounts}
        error={errors.new_accounts}
        onChange={(new_accounts) => set({ new_accounts })}
      />
      <TextField
        label="Within (days)"
        hint="From 1 to 90"
        inputMode="numeric"
        maxLength={4}
        value={typed.days}
        error={errors.days}
        onChange={(days) => set({ days })}
      />
      <Field label="Payments of a ring" error={errors.outcome}>
        {(wiring) => (
          <Select
            {...wiring}
            value={typed.outcome}
            onChange={(event) => set({ outcome: event.target.value as Outcome })}
          >
            {Object.entries(EFFECTS).map(([outcome, label]) => (
              <option key={outcome} value={outcome}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </fieldset>
  )
}

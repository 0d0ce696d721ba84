'use client'

import { Field } from '@/components/cases/field'
import { Select } from '@/components/ui/select'
import { KEY_LIFETIMES, type KeyLifetime } from '../prepare-key-state'

interface LifetimeFieldProps {
  value: KeyLifetime
  onChange: (value: KeyLifetime) => void
}

export function LifetimeField({ value, onChange }: LifetimeFieldProps) {
  return (
    <Field label="Works for">
      {(wiring) => (
        <Select {...wiring} value={value} onChange={(event) => onChange(event.target.value as KeyLifetime)}>
          {KEY_LIFETIMES.map((lifetime) => (
            <option key={lifetime.value} value={lifetime.value}>
              {lifetime.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

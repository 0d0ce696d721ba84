'use client'

import type { ComponentProps } from 'react'
import { Field } from '@/components/cases/field'
import { Input } from '@/components/ui/input'

interface TextFieldProps extends Omit<ComponentProps<typeof Input>, 'onChange' | 'value'> {
  label: string
  hint?: string
  error?: string | undefined
  value: string
  onChange: (value: string) => void
}

/** A labelled input; its hint or error is below it. */
export function TextField({ label, hint, error, onChange, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <Input {...wiring} {...input} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  )
}

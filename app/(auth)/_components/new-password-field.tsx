'use client'

import { useState } from 'react'
import { Field } from '@/components/cases/field'
import { Input } from '@/components/ui/input'
import { PASSWORD_MIN } from '@/lib/access/auth/schema'

interface NewPasswordFieldProps {
  value: string
  error?: string | undefined
  onChange: (password: string) => void
}

/** A password that is chosen now; it can be shown, so it is typed once. */
export function NewPasswordField({ value, error, onChange }: NewPasswordFieldProps) {
  const [shown, setShown] = useState(false)
  return (
    <div className="flex flex-col gap-2">
      <Field
        label="New password"
        hint={`At least ${PASSWORD_MIN} characters; a few words are good.`}
        error={error}
      >
        {(wiring) => (
          <Input
            {...wiring}
            type={shown ? 'text' : 'password'}
            autoComplete="new-password"
            spellCheck={false}
            maxLength={128}
            required
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <label className="text-muted-foreground flex min-h-8 items-center gap-2 text-[13px]">
        <input
          type="checkbox"
          className="accent-primary size-4"
          checked={shown}
          onChange={(event) => setShown(event.target.checked)}
        />
        Show the password
      </label>
    </div>
  )
}

'use client'

import type { ReactNode } from 'react'
import { useId } from 'react'
import { Label } from '@/components/ui/label'

/** What ties an input to its label, its hint and its error. */
export interface FieldWiring {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

interface FieldProps {
  label: string
  hint?: string
  error?: string | undefined
  children: (wiring: FieldWiring) => ReactNode
}

/** A labelled input with its hint and, where the value was rejected, the reason. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      {children({
        id,
        'aria-describedby': note ? `${id}-note` : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {note ? (
        <p
          id={`${id}-note`}
          role={error ? 'alert' : undefined}
          className={error ? 'text-risk-high text-[13px]' : 'text-muted-foreground text-[13px]'}
        >
          {note}
        </p>
      ) : null}
    </div>
  )
}

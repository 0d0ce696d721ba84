'use client'

import { useId } from 'react'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import { TextField } from '../../_components/text-field'
import type { FieldsProps } from './institution-form'

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

export function HoursFields({ typed, errors, type }: FieldsProps) {
  const days = typed['working_hours.days']
  const note = useId()
  const toggle = (day: number) =>
    type('working_hours.days', days.includes(day) ? days.filter((one) => one !== day) : [...days, day])
  return (
    <Card>
      <CardHeader>
        <CardTitle>Working hours</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        <fieldset aria-describedby={errors['working_hours.days'] ? note : undefined}>
          <legend className="text-sm font-medium">Working days</legend>
          <div className="mt-1.5 flex flex-wrap gap-x-5 gap-y-1">
            {DAYS.map((name, index) => (
              <label key={name} className="flex min-h-8 items-center gap-2 text-sm">
                <input
                  type="checkbox"
                  className="accent-primary size-4"
                  checked={days.includes(index + 1)}
                  onChange={() => toggle(index + 1)}
                />
                {name}
              </label>
            ))}
          </div>
          <p id={note} role="alert" className="text-risk-high text-[13px] empty:hidden">
            {errors['working_hours.days']}
          </p>
        </fieldset>
        <div className="grid gap-4 sm:grid-cols-3">
          <TextField
            label="From"
            error={errors['working_hours.from']}
            value={typed['working_hours.from']}
            maxLength={5}
            className="figure"
            onChange={(value) => type('working_hours.from', value)}
          />
          <TextField
            label="To"
            hint="A time before the start is on the next day."
            error={errors['working_hours.to']}
            value={typed['working_hours.to']}
            maxLength={5}
            className="figure"
            onChange={(value) => type('working_hours.to', value)}
          />
        </div>
      </CardBody>
    </Card>
  )
}

'use client'

import { formatCount } from '@/components/fraud/format-metrics'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { TextField } from '../../_components/text-field'
import type { FieldsProps } from './institution-form'

const FIELDS = [
  ['review_capacity.reviewers', 'Reviewers', 'People who review alerts.'],
  ['review_capacity.hours_per_day', 'Hours per day', 'That each of them reviews on a working day.'],
  ['review_capacity.minutes_per_alert', 'Minutes per alert', 'On average.'],
] as const

export function CapacityFields({ typed, errors, type }: FieldsProps) {
  const [people = NaN, hours = NaN, minutes = NaN] = FIELDS.map(([field]) =>
    Number(typed[field].replace(',', '.')),
  )
  const alerts = Math.floor((people * hours * 60) / minutes)
  return (
    <Card>
      <CardHeader>
        <CardTitle>Review capacity</CardTitle>
        <CardNote aria-live="polite">
          {Number.isFinite(alerts) ? `${formatCount(alerts)} alerts on a working day` : null}
        </CardNote>
      </CardHeader>
      <CardBody className="grid gap-4 sm:grid-cols-3">
        {FIELDS.map(([field, label, hint]) => (
          <TextField
            key={field}
            label={label}
            hint={hint}
            error={errors[field]}
            value={typed[field]}
            inputMode="decimal"
            maxLength={8}
            className="figure"
            onChange={(value) => type(field, value)}
          />
        ))}
      </CardBody>
    </Card>
  )
}

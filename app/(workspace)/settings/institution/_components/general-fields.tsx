'use client'

import { useId } from 'react'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import { TextField } from '../../_components/text-field'
import type { FieldsProps } from './institution-form'

export function GeneralFields({ typed, errors, type, timeZones }: FieldsProps & { timeZones: string[] }) {
  const zones = useId()
  return (
    <Card>
      <CardHeader>
        <CardTitle>General</CardTitle>
      </CardHeader>
      <CardBody className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Name"
          error={errors.name}
          value={typed.name}
          maxLength={256}
          autoComplete="off"
          onChange={(value) => type('name', value)}
        />
        <TextField
          label="Time zone"
          hint="Days and hours of all figures."
          error={errors.time_zone}
          value={typed.time_zone}
          maxLength={64}
          list={zones}
          autoComplete="off"
          onChange={(value) => type('time_zone', value)}
        />
        <datalist id={zones}>
          {timeZones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <TextField
          label="Currency"
          hint="ISO 4217. It can change only before the first transaction and the first rate."
          error={errors.currency}
          value={typed.currency}
          maxLength={3}
          autoComplete="off"
          className="figure uppercase"
          onChange={(value) => type('currency', value)}
        />
      </CardBody>
    </Card>
  )
}

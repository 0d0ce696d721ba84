'use client'

import { Field } from '@/components/cases/field'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import { TextField } from '../../_components/text-field'
import type { Typed } from '../prepare-change'
import type { FieldsProps } from './institution-form'

export function CostFields({ typed, errors, type, currency }: FieldsProps & { currency: string }) {
  const kind = typed['cost_model.fraud_loss_kind']
  const sum = kind === 'share' ? 'cost_model.fraud_loss_share' : 'cost_model.fraud_loss_amount'
  const money = (field: keyof Typed & `cost_model.${string}`, label: string, hint: string) => (
    <TextField
      label={label}
      hint={hint}
      error={errors[field]}
      value={typed[field]}
      inputMode="decimal"
      maxLength={17}
      className="figure"
      onChange={(value) => type(field, value)}
    />
  )
  return (
    <Card>
      <CardHeader>
        <CardTitle>Cost model</CardTitle>
        <CardNote>What thresholds and models are judged by, in {currency}</CardNote>
      </CardHeader>
      <CardBody className="grid gap-4 sm:grid-cols-2">
        <Field label="A missed fraud costs" error={errors['cost_model.fraud_loss_kind']}>
          {(wiring) => (
            <Select
              {...wiring}
              value={kind}
              onChange={(event) => type('cost_model.fraud_loss_kind', event.target.value as typeof kind)}
            >
              <option value="share">A share of its amount</option>
              <option value="fixed">A fixed sum</option>
            </Select>
          )}
        </Field>
        {kind === 'share'
          ? money(sum, 'Share (%)', 'Above 0, at most 100.')
          : money(sum, `Sum (${currency})`, 'Of one missed fraud.')}
        {money(
          'cost_model.review_minute_cost',
          `A minute of review (${currency})`,
          'What a reviewer costs per minute.',
        )}
        {money(
          'cost_model.stopped_payment_cost',
          `A stopped genuine payment (${currency})`,
          'Complaints, calls and lost customers, per payment.',
        )}
      </CardBody>
    </Card>
  )
}

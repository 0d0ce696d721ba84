'use client'

import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { FieldsProps } from './institution-form'

export function ApprovalFields({ typed, type }: FieldsProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Approvals</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-1">
        <label className="flex min-h-8 items-center gap-2 text-sm font-medium">
          <input
            type="checkbox"
            className="accent-primary size-4"
            checked={typed.four_eyes}
            onChange={(event) => type('four_eyes', event.target.checked)}
          />
          Four eyes
        </label>
        <CardNote>A second administrator approves each change of the policy before it takes effect.</CardNote>
      </CardBody>
    </Card>
  )
}

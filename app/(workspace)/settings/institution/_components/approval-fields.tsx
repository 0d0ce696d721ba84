'use client'

import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { FieldsProps } from './institution-form'
import { RequestSwitch } from './request-switch'

interface ApprovalFieldsProps extends Pick<FieldsProps, 'typed' | 'type'> {
  /** As stored: who is guarded by four eyes cannot switch them off alone. */
  inForce: boolean
}

export function ApprovalFields({ typed, type, inForce }: ApprovalFieldsProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Approvals</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-2">
        {inForce ? (
          <p className="text-sm font-medium">Four eyes are on.</p>
        ) : (
          <label className="flex min-h-8 items-center gap-2 text-sm font-medium">
            <input
              type="checkbox"
              className="accent-primary size-4"
              checked={typed.four_eyes}
              onChange={(event) => type('four_eyes', event.target.checked)}
            />
            Four eyes
          </label>
        )}
        <CardNote>
          A second administrator approves each change of the policy, of the production model, of a canary, of
          exploration and of the lists in bulk before it takes effect, and the switch that lets replays run.{' '}
          {inForce
            ? 'The end of four eyes needs it as well.'
            : 'Only a change that a second administrator approves ends them again.'}
        </CardNote>
        {inForce ? <RequestSwitch of="four-eyes" /> : null}
      </CardBody>
    </Card>
  )
}

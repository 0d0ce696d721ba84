'use client'

import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { TenantSettings } from '@/lib/access/tenants/schema'
import type { FieldsProps } from './institution-form'
import { RequestSwitch } from './request-switch'

interface SandboxFieldsProps extends Pick<FieldsProps, 'typed' | 'type'> {
  /** As stored: under four eyes, one administrator alone only ends a sandbox. */
  inForce: Pick<TenantSettings, 'four_eyes' | 'sandbox'>
}

export function SandboxFields({ typed, type, inForce }: SandboxFieldsProps) {
  const needsApproval = inForce.four_eyes && !inForce.sandbox
  return (
    <Card>
      <CardHeader>
        <CardTitle>Sandbox</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-2">
        {needsApproval ? (
          <p className="text-sm font-medium">Replays do not run here.</p>
        ) : (
          <label className="flex min-h-8 items-center gap-2 text-sm font-medium">
            <input
              type="checkbox"
              className="accent-primary size-4"
              checked={typed.sandbox}
              onChange={(event) => type('sandbox', event.target.checked)}
            />
            Replays may run here
          </label>
        )}
        <CardNote>
          A replay stores payments that did not happen. They are marked, and figures leave them out, but they
          change what is known of the accounts that they name, and so later scores. Switch it on for
          demonstrations and training, not where real payments are decided.
        </CardNote>
        {needsApproval ? <RequestSwitch of="sandbox" /> : null}
      </CardBody>
    </Card>
  )
}

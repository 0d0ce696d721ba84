'use client'

import { callApi } from '@/components/http/api-client'
import type { AlertRule } from '@/lib/messaging/alerts/schema'
import type { Channel } from '@/lib/messaging/delivery/schema'
import { ConfirmButton } from '@/components/layout/confirm-button'
import { draftOf, inputOf } from '../rule-draft'
import { RuleDialog } from './rule-dialog'
import { SwitchButton } from './switch-button'

interface RuleActionsProps {
  rule: AlertRule
  channels: Channel[]
  currency: string
  timeZone: string
}

export function RuleActions({ rule, ...setting }: RuleActionsProps) {
  const { id, name, enabled, version } = rule
  return (
    <div role="group" aria-label={`Actions on ${name}`} className="inline-flex flex-wrap justify-end gap-1">
      <RuleDialog rule={rule} {...setting} />
      <SwitchButton
        name={name}
        enabled={enabled}
        send={() =>
          callApi('PUT /api/alert-rules/{id}', {
            params: { id },
            body: { ...inputOf(draftOf(rule)), enabled: !enabled },
            ifMatch: version,
          })
        }
      />
      <ConfirmButton
        label="Delete"
        about={name}
        question={`Delete ${name}?`}
        text="Alerts that wait for a digest or the end of quiet hours are not sent."
        send={() => callApi('DELETE /api/alert-rules/{id}', { params: { id } })}
        done={`${name} is deleted.`}
      />
    </div>
  )
}

'use client'

import { callApi } from '@/components/http/api-client'
import type { Channel } from '@/lib/messaging/delivery/schema'
import { ConfirmButton } from '@/components/layout/confirm-button'
import { ChannelDialog } from './channel-dialog'
import { RotateSecretDialog } from './rotate-secret-dialog'
import { SwitchButton } from './switch-button'
import { TestButton } from './test-button'

export function ChannelActions({ channel, mail }: { channel: Channel; mail: boolean }) {
  const { id, name, kind, enabled, version } = channel
  return (
    <div role="group" aria-label={`Actions on ${name}`} className="inline-flex flex-wrap justify-end gap-1">
      <TestButton id={id} name={name} />
      <ChannelDialog channel={channel} mail={mail} />
      {kind === 'webhook' ? <RotateSecretDialog id={id} name={name} /> : null}
      <SwitchButton
        name={name}
        enabled={enabled}
        send={() =>
          callApi('PATCH /api/alert-channels/{id}', {
            params: { id },
            body: { enabled: !enabled },
            ifMatch: version,
          })
        }
      />
      <ConfirmButton
        label="Delete"
        about={name}
        question={`Delete ${name}?`}
        text="Messages that wait for this channel are not sent. The log keeps what was sent."
        send={() => callApi('DELETE /api/alert-channels/{id}', { params: { id } })}
        done={`${name} is deleted.`}
      />
    </div>
  )
}

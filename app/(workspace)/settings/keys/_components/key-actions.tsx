'use client'

import { callApi } from '@/components/http/api-client'
import type { ApiKey } from '@/lib/access/api-keys/schema'
import { ConfirmButton } from '@/components/layout/confirm-button'
import { RotateKeyDialog } from './rotate-key-dialog'

/** What can be done with a key that is not over. */
export function KeyActions({ apiKey, userId }: { apiKey: ApiKey; userId: string }) {
  const { id, name, owner, replaced_by: replacedBy } = apiKey
  return (
    <div role="group" aria-label={`Actions on ${name}`} className="inline-flex flex-wrap justify-end gap-1">
      {owner.status === 'disabled' ? (
        <ConfirmButton
          label="Take over"
          about={name}
          question={`Take over ${name}?`}
          text={`${owner.name} is disabled, so the key does not work. When you own it, it works again.`}
          send={() => callApi('PATCH /api/api-keys/{id}', { params: { id }, body: { owner_id: userId } })}
          done={`You own ${name}.`}
        />
      ) : null}
      {replacedBy === null ? <RotateKeyDialog apiKey={apiKey} /> : null}
      <ConfirmButton
        label="Revoke"
        about={name}
        question={`Revoke ${name}?`}
        text="Systems that use the key are rejected within 15 seconds. A revoked key cannot be used again."
        send={() => callApi('DELETE /api/api-keys/{id}', { params: { id } })}
        done={`${name} is revoked.`}
      />
    </div>
  )
}

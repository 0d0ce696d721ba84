'use client'

import { callApi } from '@/components/http/api-client'
import type { Invitation } from '@/lib/access/invitations/schema'
import { ConfirmButton } from '@/components/layout/confirm-button'
import { LinkDialog } from './link-dialog'

export function InvitationActions({
  invitation: { id, email },
  mail,
}: {
  invitation: Invitation
  mail: boolean
}) {
  return (
    <div role="group" aria-label={`Actions on ${email}`} className="inline-flex flex-wrap justify-end gap-1">
      <LinkDialog
        label="New link"
        about={email}
        title="Make a new link"
        text="It works once, within 72 hours. The former link no longer works."
        mail={mail}
        make={(deliver) => callApi('POST /api/invitations/{id}/link', { params: { id }, body: { deliver } })}
      />
      <ConfirmButton
        label="Withdraw"
        about={email}
        question="Withdraw the invitation?"
        text={`The link of ${email} no longer works.`}
        send={() => callApi('DELETE /api/invitations/{id}', { params: { id } })}
        done="The invitation is withdrawn."
      />
    </div>
  )
}

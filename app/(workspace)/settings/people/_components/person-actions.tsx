'use client'

import { callApi } from '@/components/http/api-client'
import type { ListedUser } from '@/lib/access/users/schema'
import { ConfirmButton } from '@/components/layout/confirm-button'
import { LinkDialog } from './link-dialog'
import { RoleDialog } from './role-dialog'

/** What an administrator can do with another user. */
export function PersonActions({ person, mail }: { person: ListedUser; mail: boolean }) {
  const { id, full_name: name, email, status, version } = person
  const setStatus = (next: ListedUser['status']) => () =>
    callApi('PATCH /api/users/{id}', { params: { id }, body: { status: next }, ifMatch: version })
  return (
    <div role="group" aria-label={`Actions on ${name}`} className="inline-flex flex-wrap justify-end gap-1">
      <RoleDialog person={person} />
      {status === 'active' ? (
        <>
          <LinkDialog
            label="Password"
            about={email}
            title={`New password for ${name}`}
            text="Makes a link that works once, within 24 hours. Until then the old password stays."
            mail={mail}
            make={(deliver) =>
              callApi('POST /api/users/{id}/password-reset', { params: { id }, body: { deliver } })
            }
          />
          <ConfirmButton
            label="Sign out"
            about={name}
            question={`Sign ${name} out everywhere?`}
            text="All sessions and tokens end within 15 seconds. The user can sign in again."
            send={() => callApi('DELETE /api/users/{id}/sessions', { params: { id } })}
            done={`${name} is signed out.`}
          />
          <ConfirmButton
            label="Disable"
            about={name}
            question={`Disable ${name}?`}
            text="The user is signed out and cannot sign in. API keys that they own stop working."
            send={setStatus('disabled')}
            done={`${name} is disabled.`}
          />
        </>
      ) : (
        <ConfirmButton
          label="Enable"
          about={name}
          question={`Enable ${name} again?`}
          text="The user can sign in again. API keys that they own work again."
          send={setStatus('active')}
          done={`${name} is enabled.`}
        />
      )}
    </div>
  )
}

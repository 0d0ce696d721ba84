'use client'

import { callApi } from '@/components/http/api-client'
import { ConfirmButton } from '@/components/layout/confirm-button'
import { isDeletable, type RegisteredModel } from '@/lib/governance/models/schema'

type DeletedModel = Pick<RegisteredModel, 'id' | 'name' | 'version' | 'stage' | 'origin' | 'activated_at'>

/** Deletes the bundle of a version of the institution, where the version itself does not rule that out. */
export function DeleteBundle({ model }: { model: DeletedModel }) {
  const { id, name, version, stage, origin, activated_at: activatedAt } = model
  if (origin !== 'institution' || activatedAt !== null || !isDeletable(stage)) return null
  return (
    <ConfirmButton
      label="Delete"
      about={`${name} ${version}`}
      question={`Delete the bundle of ${name} ${version}?`}
      text="Its files are deleted for good, on every server, and their room is free again. Its name, version and hash stay, with who deleted it. The version cannot be used or uploaded again."
      send={() => callApi('DELETE /api/models/{id}', { params: { id } })}
      done={`The bundle of ${name} ${version} is deleted.`}
      variant="outline"
    />
  )
}

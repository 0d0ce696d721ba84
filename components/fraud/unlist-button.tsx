'use client'

import { Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import type { EntityRef } from '@/lib/contract/entities'
import type { EntityHeader } from '@/lib/desk/entities/schema'

interface UnlistButtonProps {
  entity: EntityRef
  entry: Pick<NonNullable<EntityHeader['watchlist']>, 'id' | 'list_type' | 'reason' | 'expires_at'>
}

/** Removes the entity from its list; for a short time the user can undo it. */
export function UnlistButton({ entity, entry }: UnlistButtonProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()

  const putBack = async () => {
    const sent = await callApi('POST /api/watchlists', {
      body: {
        kind: entity.kind,
        entity_id: entity.id,
        list_type: entry.list_type,
        reason: entry.reason ?? undefined,
        expires_at: entry.expires_at ?? undefined,
      },
    })
    if (!sent.ok) return void toast.error(sent.problem.message)
    router.refresh()
  }
  const remove = () =>
    startTransition(async () => {
      const sent = await callApi('DELETE /api/watchlists/{id}', { params: { id: entry.id } })
      if (!sent.ok) return void toast.error(sent.problem.message)
      toast.success(`${entity.id} is no longer ${entry.list_type}.`, {
        action: { label: 'Undo', onClick: () => void putBack() },
      })
      router.refresh()
    })

  return (
    <Button variant="outline" size="sm" disabled={pending} onClick={remove}>
      <Undo2 aria-hidden />
      {entry.list_type === 'blocked' ? 'Unblock' : 'No longer trust'}
    </Button>
  )
}

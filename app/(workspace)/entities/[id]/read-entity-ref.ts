import { z } from 'zod'
import { ENTITY_KINDS, entityId, type EntityRef } from '@/lib/contract/entities'

const address = z.object({ kind: z.enum(ENTITY_KINDS), id: entityId })

/** The entity that an address names; null where it can name none. The id of a page comes as it stands in the address. */
export function readEntityRef(id: string, kind: string | string[] | undefined): EntityRef | null {
  const parsed = address.safeParse({ kind: kind ?? 'account', id: decoded(id) })
  return parsed.success ? parsed.data : null
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

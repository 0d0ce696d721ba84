import { z } from 'zod'
import { ENTITY_KINDS, entityId, type EntityRef } from '@/lib/contract/entities'

const schema = z.object({ kind: z.enum(ENTITY_KINDS), id: entityId })

/** The entity of a URL; null where the URL is not valid. Next passes the id percent-encoded. */
export function readEntityRef(id: string, kind: string | string[] | undefined): EntityRef | null {
  const parsed = schema.safeParse({ kind: kind ?? 'account', id: decoded(id) })
  return parsed.success ? parsed.data : null
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

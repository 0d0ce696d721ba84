import { z } from 'zod'

/** Who takes part in a transaction and has a page, notes and lists of its own; safe to import in the browser. */
export const ENTITY_KINDS = ['account', 'device', 'phone'] as const
export type EntityKind = (typeof ENTITY_KINDS)[number]

export interface EntityRef {
  kind: EntityKind
  id: string
}

export const entityId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\x00-\x1f\x7f-\x9f]+$/, 'must not contain control characters')

import { canonicalId } from '@/lib/platform/canonical/id'
import { canonicalPhone, phoneBeginning } from '@/lib/platform/canonical/phone'
import type { Canonical } from '@/lib/platform/canonical/rejected'
import { AppError } from '@/lib/platform/errors'
import type { Tenant } from './context'
import type { EntityRef } from './entities'

/** The canonical id of an entity. National phone numbers are numbers of the tenant's country. */
export const canonicalEntityId = ({ country }: Pick<Tenant, 'country'>, { kind, id }: EntityRef): Canonical =>
  kind === 'phone' ? canonicalPhone(id, country) : canonicalId(id)

/** The entity under its canonical id, for reading: an id without one names only what an earlier release stored. */
export function asStored<E extends EntityRef>(tenant: Pick<Tenant, 'country'>, entity: E): E {
  const id = canonicalEntityId(tenant, entity)
  return typeof id === 'string' ? { ...entity, id } : entity
}

/** The canonical id, for storing. @throws AppError invalid-request for an id without one */
export function requireCanonicalId(
  tenant: Pick<Tenant, 'country'>,
  entity: EntityRef,
  field: string,
): string {
  const id = canonicalEntityId(tenant, entity)
  if (typeof id === 'string') return id
  throw new AppError('invalid-request', {
    detail: `${field}: ${id.reason}.`,
    errors: [{ field, reason: id.reason }],
  })
}

/** A text that a user searches for, as the ids and the phone numbers that are stored would begin. */
export function asBeginning(
  { country }: Pick<Tenant, 'country'>,
  text: string,
): { id: string; phone: string } {
  const id = canonicalId(text)
  return { id: typeof id === 'string' ? id : text, phone: phoneBeginning(text, country) ?? text }
}

import type { Tenant } from '@/lib/contract/context'
import { canonicalPhone } from '@/lib/platform/canonical/phone'
import { AppError } from '@/lib/platform/errors'
import type { ReceivedTexts } from './canonical-texts'
import type { CanonicalTransaction, ParsedTransaction } from './schema'

/** A transaction whose every identifying text is canonical, with the texts received where they differ. */
export interface IdentifiedTransaction {
  transaction: CanonicalTransaction
  received: ReceivedTexts | null
}

/** Every entrance of transactions calls it: a phone number means something only in the country of the tenant. */
export function identify(
  tenant: Tenant,
  { written, received }: ParsedTransaction,
): IdentifiedTransaction | AppError {
  if (written.phone === null) return { transaction: written, received }
  const phone = canonicalPhone(written.phone, tenant.country)
  if (phone === written.phone) return { transaction: written, received }
  if (typeof phone === 'string')
    return { transaction: { ...written, phone }, received: { ...received, phone: written.phone } }
  const { reason } = phone
  return new AppError('invalid-request', {
    detail: `phone: ${reason}.`,
    errors: [{ field: 'phone', reason }],
  })
}

/** @throws AppError invalid-request for a phone that is no number */
export function identified(tenant: Tenant, parsed: ParsedTransaction): IdentifiedTransaction {
  const known = identify(tenant, parsed)
  if ('transaction' in known) return known
  throw known
}

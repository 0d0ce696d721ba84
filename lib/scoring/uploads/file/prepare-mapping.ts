import type { Tenant } from '@/lib/contract/context'
import { parseStrictJson } from '@/lib/http/strict-json'
import { AppError } from '@/lib/platform/errors'
import { type Mapping, parseMapping } from '@/lib/scoring/history'

/**
 * The mapping that a caller sent, for rows that are scored: labels are no part of a transaction, and amounts stay in the
 * currency of their row.
 * @throws AppError invalid-request
 */
export function readMapping(json: string, tenant: Tenant): Mapping {
  const kept = storable(json)
  let mapping: Mapping
  try {
    mapping = parseMapping(kept)
  } catch (cause) {
    throw invalid((cause as Error).message.slice(0, 1_000), cause)
  }
  const { label: _label, labelAt: _labelAt, ...columns } = mapping.columns
  if (columns.currency !== undefined && 'into' in columns.currency) {
    throw invalid("currency.into is for training: an upload converts by the institution's own rates")
  }
  if ('perRow' in columns.senderAccount) {
    throw invalid('senderAccount.perRow is for training: it would invent an account per row')
  }
  const country = mapping.country ?? tenant.country
  return { ...mapping, ...(country !== null && { country }), columns }
}

/** The same JSON without what Postgres could not store: neither the mapping nor a reason may repeat it. */
function storable(json: string): string {
  try {
    return JSON.stringify(parseStrictJson(json.replace(/^\ufeff/, '')))
  } catch (cause) {
    throw invalid(`no JSON that can be read: ${(cause as Error).message.replace(/\.$/, '')}`, cause)
  }
}

const invalid = (reason: string, cause?: unknown): AppError =>
  new AppError('invalid-request', {
    detail: `mapping: ${reason}.`,
    errors: [{ field: 'mapping', reason }],
    cause,
  })

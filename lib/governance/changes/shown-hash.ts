import { createHash } from 'node:crypto'
import { canonicalJson } from '@/lib/platform/canonical/json'
import type { Outlook } from './schema'

/**
 * SHA-256 (hex) of a value as RFC 8785 writes it. The value passes JSON once, so that a stored row and the value that was
 * stored have the same hash.
 */
export const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(value))))
    .digest('hex')

/** What an administrator sees and approves. */
export interface Shown {
  kind: string
  payload: unknown
  before: unknown
  after: unknown
  outlook: Outlook
  reason: string
  startsAt: string | null
}

/** The hash that an approval names: it changes with everything that was shown. */
export const shownHash = ({ kind, payload, before, after, outlook, reason, startsAt }: Shown): string =>
  hashOf({ kind, payload, before, after, outlook, reason, startsAt })

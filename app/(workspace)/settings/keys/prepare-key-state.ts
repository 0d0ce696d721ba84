import type { BadgeTone } from '@/components/ui/badge'
import type { ApiKey } from '@/lib/access/api-keys/schema'

interface KeyState {
  label: string
  tone: BadgeTone
  /** It does not come back to life: there is nothing left to do with it. */
  over: boolean
}

/** Whether a key works, and if not, why. */
export function prepareKeyState(key: ApiKey, nowMs: number): KeyState {
  const { revoked_at: revokedAt, expires_at: expiresAt, replaced_by: replacedBy, owner } = key
  if (revokedAt !== null) return { label: 'Revoked', tone: 'outline-neutral', over: true }
  if (expiresAt !== null && Date.parse(expiresAt) <= nowMs)
    return { label: 'Expired', tone: 'outline-neutral', over: true }
  if (owner.status === 'disabled') return { label: 'Owner disabled', tone: 'outline-high', over: false }
  if (replacedBy !== null) return { label: 'Replaced', tone: 'outline-medium', over: false }
  return { label: 'Active', tone: 'outline-good', over: false }
}

/** How long a new key can last; the server takes any time within 100 years. */
export const KEY_LIFETIMES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
  { value: '', label: 'Until it is revoked' },
] as const
export type KeyLifetime = (typeof KEY_LIFETIMES)[number]['value']

/** When a key made now expires; undefined where it never does. */
export const expiryAfter = (days: KeyLifetime, nowMs: number): string | undefined =>
  days === '' ? undefined : new Date(nowMs + Number(days) * 86_400_000).toISOString()

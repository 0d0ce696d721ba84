/** The choices for how long an entry lasts. */
export const EXPIRIES = [
  { value: 'never', label: 'Until it is removed', hours: null },
  { value: '24h', label: '24 hours', hours: 24 },
  { value: '7d', label: '7 days', hours: 7 * 24 },
  { value: '30d', label: '30 days', hours: 30 * 24 },
  { value: '90d', label: '90 days', hours: 90 * 24 },
] as const
export type Expiry = (typeof EXPIRIES)[number]['value']

/** When an entry created now expires; undefined where it never does. */
export function expiryOf(expiry: Expiry, nowMs: number): string | undefined {
  const hours = EXPIRIES.find(({ value }) => value === expiry)?.hours
  return hours ? new Date(nowMs + hours * 3_600_000).toISOString() : undefined
}

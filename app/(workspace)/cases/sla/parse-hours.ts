const MIN_MINUTES = 5
const MAX_MINUTES = 525_600

export type Parsed = { minutes: number } | { error: string }

/** Typed hours ('4', '1.5') as whole minutes, within the limits of a policy. */
export function parseHours(text: string): Parsed {
  const typed = text.trim().replace(',', '.')
  if (!/^\d{1,5}(\.\d{1,4})?$/.test(typed)) return { error: 'Enter a number of hours, such as 4 or 1.5.' }
  const minutes = Math.round(Number(typed) * 60)
  if (minutes < MIN_MINUTES) return { error: 'At least 5 minutes (0.0834 hours).' }
  if (minutes > MAX_MINUTES) return { error: 'At most 8,760 hours, a year.' }
  return { minutes }
}

/** 240 -> '4', 90 -> '1.5', 50 -> '0.8333'. parseHours() returns the same minutes. */
export const formatHours = (minutes: number): string => String(Number((minutes / 60).toFixed(4)))

const ISO_TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s?(?:Z|([+-])(\d\d):?(\d\d))?)?$/

/**
 * Epoch milliseconds of an ISO 8601 time, also with a space for the T, without seconds or as a date; UTC without a
 * zone. Truncates to milliseconds. Null for other texts.
 */
export function readIsoTime(text: string): number | null {
  const match = ISO_TIME.exec(text)
  if (match === null) return null
  const [month, day] = [Number(match[2]), Number(match[3])]
  const [hour, minute, second] = [Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0)]
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return null
  const midnight = Date.UTC(Number(match[1]), month - 1, day)
  if (new Date(midnight).getUTCDate() !== day) return null
  const fraction = match[7] === undefined ? 0 : Number(match[7].padEnd(3, '0').slice(0, 3))
  const offsetMinutes = match[8] === undefined ? 0 : Number(match[9]) * 60 + Number(match[10])
  const eastward = match[8] === '-' ? -1 : 1
  return midnight + ((hour * 60 + minute - eastward * offsetMinutes) * 60 + second) * 1000 + fraction
}

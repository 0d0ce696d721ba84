/** Formats times: relative, or exact in the time zone of the tenant. */

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** 'just now', '45 s ago', '3 min ago', '2 h ago', '5 d ago'; 'in 24 h' for what is still to come. */
export function formatRelative(iso: string, nowMs: number): string {
  const seconds = Math.round((nowMs - Date.parse(iso)) / 1000)
  const distance = Math.abs(seconds)
  if (distance < 10) return 'just now'
  const text = span(distance)
  return seconds > 0 ? `${text} ago` : `in ${text}`
}

function span(seconds: number): string {
  if (seconds < MINUTE) return `${seconds} s`
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h`
  return `${Math.floor(seconds / DAY)} d`
}

/** '20 Nov 2026, 07:42:10 UTC'. Built from parts, so that server and browser return the same text. */
export function formatExact(iso: string, timeZone: string): string {
  const parts = new Map(
    formatter(timeZone)
      .formatToParts(new Date(iso))
      .map((part) => [part.type, part.value]),
  )
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  const date = `${Number(of('day'))} ${MONTHS[Number(of('month')) - 1] ?? ''} ${of('year')}`
  return `${date}, ${of('hour')}:${of('minute')}:${of('second')} ${zoneName(timeZone)}`
}

/** '20 Nov 2026': the day in the given time zone. */
export function formatDay(iso: string, timeZone: string): string {
  return formatExact(iso, timeZone).split(',')[0] ?? ''
}

/** '4:59' until the deadline, '0:00' once it has passed. */
export function formatCountdown(untilIso: string, nowMs: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(untilIso) - nowMs) / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

// Abbreviations such as CET differ between engines; the name of the zone does not.
const zoneName = (timeZone: string) => (timeZone === 'Etc/UTC' ? 'UTC' : timeZone)

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  formatters.set(timeZone, made)
  return made
}

import { localMs, type WrittenTime } from './iso-time'

/** Patterns of local times, such as `dd/MM/yyyy HH:mm` and `yyyy M d HH:mm`. */

const PARTS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MMM: '(?<name>[A-Za-z]{3})',
  MM: '(?<month>\\d\\d)',
  M: '(?<month>\\d\\d?)',
  dd: '(?<day>\\d\\d)',
  d: '(?<day>\\d\\d?)',
  HH: '(?<hour>\\d\\d)',
  H: '(?<hour>\\d\\d?)',
  hh: '(?<half>\\d\\d)',
  h: '(?<half>\\d\\d?)',
  mm: '(?<minute>\\d\\d)',
  ss: '(?<second>\\d\\d)',
  SSS: '(?<fraction>\\d{1,9})',
  a: '(?<noon>[AaPp][Mm])',
}
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WORDS = /[A-Za-z]+/g

/** Why a text is no pattern; null for a pattern. */
export function patternProblem(pattern: string): string | null {
  const words = pattern.match(WORDS) ?? []
  const unknown = words.find((word) => PARTS[word] === undefined)
  if (unknown !== undefined) return `${unknown} is none of ${Object.keys(PARTS).join(', ')}`
  const groups = words.map((word) => PARTS[word]!.slice(3, 6))
  if (new Set(groups).size < groups.length) return 'names a part of the time twice'
  const has = (...parts: string[]) => words.some((word) => parts.includes(word))
  if (!has('yyyy') || !has('MMM', 'MM', 'M') || !has('dd', 'd')) return 'needs year (yyyy), month and day'
  if (has('hh', 'h') !== has('a')) return 'needs hh and a together'
  return null
}

/** Reads local times of a pattern; null for other texts. */
export function patternReader(pattern: string): (text: string) => WrittenTime | null {
  const source = pattern
    .split(/([A-Za-z]+)/)
    .map((part) => PARTS[part] ?? part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  const shape = new RegExp(`^${source.join('')}$`)
  return (text) => {
    const found = shape.exec(text)?.groups
    if (found === undefined) return null
    const month =
      found.month === undefined ? MONTHS.indexOf(found.name!.toLowerCase()) + 1 : Number(found.month)
    const hour = hourOf(found)
    if (hour === null) return null
    const ms = localMs(Number(found.year), month, Number(found.day), {
      hour,
      minute: Number(found.minute ?? 0),
      second: Number(found.second ?? 0),
      fraction: found.fraction ?? '',
    })
    const hasClock = found.hour !== undefined || found.half !== undefined
    return ms === null ? null : { ms, isLocal: true, hasClock }
  }
}

function hourOf({ hour, half, noon }: Record<string, string | undefined>): number | null {
  if (half === undefined) return Number(hour ?? 0)
  const value = Number(half)
  if (value < 1 || value > 12) return null
  return (value % 12) + (noon!.toLowerCase() === 'pm' ? 12 : 0)
}

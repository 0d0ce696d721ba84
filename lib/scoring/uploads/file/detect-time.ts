import { readIsoTime } from '@/lib/scoring/history'
import { isTimeZone } from '@/lib/platform/local-time'
import type { Answers, Fact, Question } from '../schema'

/** How the column of times is read: as in a mapping file. */
export interface TimeForm {
  format: string
  epoch?: string
  timeZone?: string
}

export interface DetectedTime {
  form: TimeForm | null
  facts: Fact[]
  questions: Question[]
}

const EPOCH_S = /^\d{9,10}$/
const EPOCH_MS = /^\d{12,13}$/
const STEP = /^\d{1,7}$/
/** Year, month and day in some order, and a time of day. */
const WRITTEN =
  /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?:([ T]|, )(\d{1,2}):\d\d(:\d\d)?(\.\d{1,9})?( ?[AaPp][Mm])?)?$/

/**
 * Finds out how times are written. A file that leaves a doubt gets a question: the order of day and month, and the time zone
 * of local times.
 */
export function detectTime(
  column: string,
  samples: readonly string[],
  answers: Answers,
  tenant: { stepEpochMs: number; timeZone: string },
): DetectedTime {
  const all = (shape: RegExp) => samples.length > 0 && samples.every((text) => shape.test(text))
  const found = (form: TimeForm, value: string, why: string): DetectedTime => ({
    form,
    facts: [{ name: 'Times', value, why }],
    questions: [],
  })
  if (all(EPOCH_S))
    return found({ format: 'epoch-s' }, 'seconds since 1970, UTC', 'whole numbers of ten digits')
  if (all(EPOCH_MS))
    return found({ format: 'epoch-ms' }, 'milliseconds since 1970, UTC', 'whole numbers of 13 digits')
  if (all(STEP) && /step/i.test(column)) {
    const epoch = new Date(tenant.stepEpochMs).toISOString()
    return found(
      { format: 'hours', epoch },
      `hours since ${epoch}`,
      "whole numbers in a column named step; the institution's epoch",
    )
  }
  const iso = samples.map(readIsoTime)
  if (samples.length > 0 && iso.every((time) => time !== null)) {
    const format = iso.some((time) => time!.hasClock) ? 'iso' : 'date'
    const value = format === 'iso' ? 'ISO 8601' : 'ISO dates without a time of day: midnight'
    return inZone(
      { format },
      value,
      iso.some((time) => time!.isLocal),
      answers,
      tenant,
    )
  }
  return detectPattern(samples, answers, tenant)
}

function detectPattern(
  samples: readonly string[],
  answers: Answers,
  tenant: { timeZone: string },
): DetectedTime {
  const parts = samples.map((text) => WRITTEN.exec(text)).filter((match) => match !== null)
  const [first] = parts
  if (first === undefined || parts.length * 2 < samples.length) {
    return { form: null, facts: [], questions: [unknownForm(samples)] }
  }
  const [, one = '', separator = '', , three = ''] = first
  const clock = clockOf(first)
  if (one.length === 4) {
    const format = `yyyy${separator}M${separator}d${clock}`
    return inZone({ format }, format, true, answers, tenant)
  }
  if (three.length !== 4) return { form: null, facts: [], questions: [unknownForm(samples)] }
  const order = dayFirst(parts, answers.day_first)
  if (order === null) return { form: null, facts: [], questions: [orderQuestion(first[0])] }
  const format = `${order ? `d${separator}M` : `M${separator}d`}${separator}yyyy${clock}`
  return inZone({ format }, format, true, answers, tenant)
}

/** The time of day as a pattern: ` H:mm:ss`, ` h:mm a`. */
function clockOf([, , , , , between, hour, seconds, fraction, half]: RegExpExecArray): string {
  if (hour === undefined) return ''
  const noon = half === undefined ? '' : half.startsWith(' ') ? ' a' : 'a'
  return `${between}${noon === '' ? 'H' : 'h'}:mm${seconds ? ':ss' : ''}${fraction ? '.SSS' : ''}${noon}`
}

/** True for day before month, false for month before day, null where no date shows it. */
function dayFirst(parts: readonly RegExpExecArray[], answer: boolean | undefined): boolean | null {
  if (answer !== undefined) return answer
  const beyond = (group: 1 | 3) => parts.some((match) => Number(match[group]) > 12)
  if (beyond(1) === beyond(3)) return null
  return beyond(1)
}

function inZone(
  form: TimeForm,
  value: string,
  isLocal: boolean,
  { time_zone: answer }: Answers,
  { timeZone }: { timeZone: string },
): DetectedTime {
  const fact: Fact = { name: 'Times', value, why: 'the first rows' }
  if (!isLocal) {
    return {
      form,
      facts: [fact, { name: 'Time zone', value: 'of each time', why: 'each time names its zone' }],
      questions: [],
    }
  }
  if (answer === undefined || !isTimeZone(answer))
    return { form: null, facts: [fact], questions: [zoneQuestion(timeZone)] }
  return {
    form: { ...form, timeZone: answer },
    facts: [fact, { name: 'Time zone', value: answer, why: 'your choice' }],
    questions: [],
  }
}

const zoneQuestion = (timeZone: string): Question => ({
  kind: 'time_zone',
  required: true,
  about: 'occurred_at',
  text: 'The times name no time zone. In which zone are they?',
  choices: [...new Set([timeZone, 'UTC'])].map((zone) => ({
    value: zone,
    label: zone === timeZone ? `${zone}, the institution's` : zone,
  })),
})

const orderQuestion = (example: string): Question => ({
  kind: 'day_first',
  required: true,
  about: 'occurred_at',
  text: `Is the day or the month first in ${example}? No date of the first rows shows it.`,
  choices: [
    { value: 'true', label: 'The day' },
    { value: 'false', label: 'The month' },
  ],
})

const unknownForm = ([example = '']: readonly string[]): Question => ({
  kind: 'column',
  required: true,
  about: 'occurred_at',
  text:
    example === ''
      ? 'The column of times is empty in the first rows. Choose another column.'
      : `Times such as "${example.slice(0, 60)}" have no known form. Choose another column, or describe the form in a mapping file.`,
  choices: [],
})

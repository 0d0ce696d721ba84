/** Mapping files assign the columns of a CSV to fields. They are the only description of a file's meaning. */

import { z } from 'zod'
import { countryCode } from '@/lib/contract/country-code'
import { currencyCode } from '@/lib/contract/currency'
import { fieldErrors } from '@/lib/contract/validation'
import { TRANSACTION_TYPES } from '@/lib/engine/features'
import { DECIMAL_MARKS, THOUSANDS_MARKS } from '@/lib/platform/csv/read-decimal'
import { isTimeZone } from '@/lib/platform/local-time'
import { foldWord } from './fold-word'
import { readIsoTime } from './iso-time'
import { patternProblem } from './time-pattern'

/** A name of the header, or a position such as `#3`. */
const column = z.string().min(1)
const columns = z.array(column).min(2).max(8)
const type = z.enum(TRANSACTION_TYPES)
const constant = z.string().trim().min(1)
const word = z.string().max(200)
const timeZone = z
  .string()
  .refine(isTimeZone, 'must be a time zone of the IANA database, such as Africa/Nairobi')

const separators = {
  decimal: z.enum(DECIMAL_MARKS).optional(),
  thousands: z.enum(THOUSANDS_MARKS).optional(),
}

/** An id: `prefix` keeps apart ids of different kinds, such as customer 7 and terminal 7. */
const id = {
  prefix: z.string().min(1).max(32).optional(),
  /** Between the parts of an id that several columns make up. */
  separator: z.string().min(1).max(4).default('|'),
}
export const idSource = z.union([
  z.strictObject({ constant }),
  z.strictObject({ column, prefix: id.prefix }),
  z.strictObject({ columns, ...id }),
])
/** Where no column names the sender: an account of its own for each row, so that no history is invented. */
const sender = z.union([z.strictObject({ perRow: z.literal(true) }), idSource])
const UNKNOWN_FORMAT =
  'must be iso, date, epoch-s, epoch-ms, hours, minutes, seconds, days, or a pattern such as dd/MM/yyyy HH:mm'

const number = z.strictObject({ column, ...separators })
/** `round` accepts amounts with more decimals than their currency has. */
const money = z.strictObject({ column, ...separators, round: z.boolean().default(false) })

const epoch = z
  .string()
  .refine((value) => readIsoTime(value)?.isLocal === false, 'must be an ISO 8601 time with its zone')

export const OFFSET_UNITS = ['hours', 'minutes', 'seconds', 'days'] as const
export const EPOCH_UNITS = ['epoch-s', 'epoch-ms'] as const
const isOneOf = (texts: readonly string[], text: string): boolean => texts.includes(text)

/**
 * `iso`, `date`, `epoch-s`, `epoch-ms`, a number of units since `epoch`, or a pattern such as `dd/MM/yyyy HH:mm`. Several
 * columns are joined by a blank, such as a date and a time of day.
 */
export const timeSource = z
  .strictObject({
    column: column.optional(),
    columns: columns.optional(),
    format: z.string(),
    epoch: epoch.optional(),
    timeZone: timeZone.optional(),
  })
  .superRefine((source, check) => {
    const reject = (key: keyof typeof source, message: string) =>
      check.addIssue({ code: 'custom', path: [key], message })
    const { format } = source
    const counts = isOneOf(OFFSET_UNITS, format)
    const isNumber = counts || isOneOf(EPOCH_UNITS, format)
    if ((source.column === undefined) === (source.columns === undefined)) {
      reject('column', 'is required, or columns instead of it')
    }
    if (counts && source.epoch === undefined) reject('epoch', `is required: ${format} count from a time`)
    if (!counts && source.epoch !== undefined) reject('epoch', `does not go with the format ${format}`)
    if (isNumber && source.columns !== undefined) reject('columns', `do not go with the format ${format}`)
    if (isNumber && source.timeZone !== undefined) reject('timeZone', `does not go with the format ${format}`)
    if (isNumber || isOneOf(['iso', 'date'], format)) return
    const problem = format.includes('y') ? patternProblem(format) : UNKNOWN_FORMAT
    if (problem !== null) reject('format', problem)
  })
export type TimeSource = z.infer<typeof timeSource>

const rate = z.strictObject({
  currency: currencyCode,
  /** The rate holds from here on; without it, always. */
  validFrom: epoch.optional(),
  rate: z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, 'must be a decimal number in quotes'),
})
/** Rows in another currency than `into` are converted by `rates`, else rejected. */
const currency = z.union([
  z.strictObject({ constant: currencyCode }),
  z.strictObject({ column, into: currencyCode, rates: z.array(rate).default([]) }),
  z.strictObject({ column }),
])
export type CurrencySource = z.infer<typeof currency>

/** Words are compared trimmed and without case. A word in no list is rejected. */
export const labelSource = z
  .strictObject({
    column,
    fraud: z.array(word.min(1)).min(1).optional(),
    legitimate: z.array(word).min(1).optional(),
    /** Words of rows without a label: they are history, but neither fraud nor legitimate. */
    unknown: z.array(word).min(1).optional(),
  })
  .superRefine(({ fraud = ['1'], legitimate = [], unknown = [] }, check) => {
    const all = [fraud, legitimate, unknown].flatMap((words) => [...new Set(words.map(foldWord))])
    const twice = all.find((one, i) => all.indexOf(one) !== i)
    if (twice !== undefined) check.addIssue({ code: 'custom', message: `lists "${twice}" with two meanings` })
  })
export type LabelSource = z.infer<typeof labelSource>

const fields = z.strictObject({
  occurredAt: timeSource,
  type: z.union([
    z.strictObject({ constant: type }),
    z.strictObject({ column, values: z.record(z.string(), type).optional(), default: type.optional() }),
  ]),
  amount: money,
  senderAccount: sender,
  receiverAccount: idSource.optional(),
  senderBalanceBefore: money.optional(),
  receiverBalanceBefore: money.optional(),
  /** Stored by uploads; never a feature, so training reads no column for them. */
  senderBalanceAfter: money.optional(),
  receiverBalanceAfter: money.optional(),
  deviceId: idSource.optional(),
  phone: idSource.optional(),
  ip: idSource.optional(),
  country: idSource.optional(),
  city: idSource.optional(),
  latitude: number.optional(),
  longitude: number.optional(),
  merchantCategory: idSource.optional(),
  channel: idSource.optional(),
  declinedAttempts: number.optional(),
  externalId: idSource.optional(),
  currency: currency.optional(),
  label: labelSource.optional(),
  labelAt: z.union([z.strictObject({ delayDays: z.number().positive().max(3650) }), timeSource]).optional(),
})

export const mappingSchema = z.strictObject({
  delimiter: z
    .string()
    .regex(/^[^"\r\n\ufeff]$/, 'must be one character')
    .default(','),
  /** Of national phone numbers. */
  country: countryCode.optional(),
  /** Of times without a zone. */
  timeZone: timeZone.optional(),
  ...separators,
  /** Texts that stand for an empty cell, such as `NA`. */
  missing: z.array(z.string().trim().min(1)).default([]),
  columns: fields,
})
export type Mapping = z.output<typeof mappingSchema>
export type MappedField = keyof Mapping['columns']
export type TextSource = z.output<typeof idSource>
export type SenderSource = z.output<typeof sender>
export type NumberSource = z.output<typeof money> | z.output<typeof number>

/** @throws Error naming each key that is wrong */
export function parseMapping(json: string): Mapping {
  const parsed = mappingSchema.safeParse(parseJson(json))
  if (!parsed.success) {
    const problems = fieldErrors(parsed.error).map(({ field, reason }) => `${field || 'the file'}: ${reason}`)
    throw new Error(problems.join('\n  '))
  }
  return parsed.data
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new Error(`no JSON, ${(error as Error).message}`, { cause: error })
  }
}

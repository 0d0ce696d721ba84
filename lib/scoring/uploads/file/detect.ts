/** Finds out how a file is written, and says so. What the file leaves in doubt becomes a question, never a guess. */
import type { Tenant } from '@/lib/contract/context'
import { type Mapping, mappingSchema } from '@/lib/scoring/history'
import type { Answers, CheckResult, Fact, Question, UploadField } from '../schema'
import { rejectFile } from './check-content'
import { decimalQuestion, detectDecimal, detectTypes, onlyTypeQuestion, typeQuestion } from './detect-words'
import { detectTime } from './detect-time'
import { findColumns } from './known-columns'
import { checkHeader, type Delimiter, fittingDelimiters, readSample, type Sample } from './read-sample'

export interface Detected {
  /** Null while required questions are open. */
  mapping: Mapping | null
  questions: Question[]
  facts: Fact[]
  columns: CheckResult['columns']
}

const REQUIRED = ['occurred_at', 'amount', 'sender_account'] as const satisfies UploadField[]
const MONEY = [
  'amount',
  'sender_balance_before',
  'sender_balance_after',
  'receiver_balance_before',
  'receiver_balance_after',
] as const satisfies UploadField[]
const TEXTS = [
  'receiver_account',
  'device_id',
  'phone',
  'ip',
  'country',
  'city',
  'merchant_category',
  'channel',
  'external_id',
  'currency',
] as const satisfies UploadField[]
const NUMBERS = ['latitude', 'longitude', 'declined_attempts'] as const satisfies UploadField[]
const SHOWN_SAMPLES = 3
const DELIMITER_NAMES: Record<Delimiter, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' }

/** @throws AppError invalid-request for a file whose header cannot be used */
export async function detect(bytes: Buffer, answers: Answers, tenant: Tenant): Promise<Detected> {
  const fitting = answers.delimiter === undefined ? await fittingDelimiters(bytes) : [answers.delimiter]
  if (fitting.length === 0) {
    // A file that cannot be split at all has a cause that its first lines name.
    const { header } = await readSample(bytes, ',')
    throw rejectFile(
      `no comma, semicolon, tab or bar separates columns in "${(header[0] ?? '').slice(0, 60)}"`,
      'line 1',
    )
  }
  if (fitting.length > 1) {
    return { mapping: null, questions: [delimiterQuestion(fitting)], facts: [], columns: [] }
  }
  const [delimiter] = fitting as [Delimiter]
  const sample = await readSample(bytes, delimiter)
  checkHeader(sample.header)
  if (sample.rows.length === 0) throw rejectFile('has no row that can be read below its header')
  return detectColumns({ ...sample, delimiter }, answers, tenant)
}

function detectColumns(
  sample: Sample & { delimiter: Delimiter },
  answers: Answers,
  tenant: Tenant,
): Detected {
  const { header, rows, delimiter } = sample
  const columns = findColumns(header, answers.columns ?? {})
  const unknown = [...columns].find(([, column]) => !header.includes(column))
  if (unknown) throw rejectFile(`the file has no column ${unknown[1].slice(0, 60)}`, unknown[0])
  const textsOf = (field: UploadField): string[] => {
    const index = header.indexOf(columns.get(field) ?? '')
    return index < 0 ? [] : rows.flatMap((cells) => (cells[index] === '' ? [] : [cells[index]!]))
  }
  const questions: Question[] = REQUIRED.filter((field) => !columns.has(field)).map((field) =>
    columnQuestion(field, header),
  )
  const facts: Fact[] = [
    {
      name: 'Delimiter',
      value: DELIMITER_NAMES[delimiter],
      why: answers.delimiter ? 'your choice' : 'it alone splits the lines alike',
    },
    { name: 'Quote', value: '"', why: 'as in RFC 4180' },
    { name: 'Encoding', value: 'UTF-8', why: 'the only one that is read' },
  ]
  const decimal = decimalOf(MONEY.flatMap(textsOf), answers, facts, questions)
  const types = detectTypes(textsOf('type'), answers.types)
  questions.push(...types.unknown.map((word) => typeQuestion(word, !types.known)))
  const onlyType = columns.has('type') ? undefined : answers.types?.['']
  if (!columns.has('type') && onlyType === undefined) questions.push(onlyTypeQuestion())
  const time = columns.has('occurred_at')
    ? detectTime(columns.get('occurred_at')!, textsOf('occurred_at'), answers, tenant)
    : null
  facts.push(...(time?.facts ?? []))
  questions.push(...(time?.questions ?? []))
  const fieldOf = new Map([...columns].map(([field, column]) => [column, field]))
  const mapping =
    questions.some(({ required }) => required) || !time?.form || decimal === null
      ? null
      : toMapping(columns, {
          delimiter,
          decimal,
          time: time.form,
          type:
            onlyType === undefined
              ? { column: columns.get('type')!, values: types.values }
              : { constant: onlyType },
          country: tenant.country,
        })
  return {
    mapping,
    questions,
    facts,
    columns: header.map((name, index) => ({
      name,
      field: fieldOf.get(name) ?? null,
      samples: rows.slice(0, SHOWN_SAMPLES).map((cells) => cells[index]!.slice(0, 80)),
    })),
  }
}

function decimalOf(
  samples: string[],
  { decimal: answer }: Answers,
  facts: Fact[],
  questions: Question[],
): '.' | ',' | null {
  const { mark, seen } = answer === undefined ? detectDecimal(samples) : { mark: answer, seen: true }
  if (mark === null) {
    questions.push(decimalQuestion(samples))
    return null
  }
  const why =
    answer !== undefined
      ? 'your choice'
      : seen
        ? 'the amounts of the first rows'
        : 'no amount of the first rows has one'
  facts.push({ name: 'Decimal separator', value: mark === '.' ? 'point' : 'comma', why })
  return mark
}

function toMapping(
  columns: ReadonlyMap<UploadField, string>,
  read: {
    delimiter: string
    decimal: '.' | ','
    time: { format: string; epoch?: string; timeZone?: string }
    type: object
    country: string | null
  },
): Mapping {
  const { delimiter, decimal, time, type, country } = read
  const plain = [...MONEY, ...TEXTS, ...NUMBERS].filter((field) => columns.has(field))
  return mappingSchema.parse({
    delimiter,
    decimal,
    ...(country !== null && { country }),
    columns: {
      occurredAt: { column: columns.get('occurred_at'), ...time },
      type,
      senderAccount: { column: columns.get('sender_account') },
      ...Object.fromEntries(plain.map((field) => [camel(field), { column: columns.get(field) }])),
    },
  })
}

const camel = (field: string): string =>
  field.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())

const delimiterQuestion = (fitting: readonly Delimiter[]): Question => ({
  kind: 'delimiter',
  required: true,
  about: '',
  text: 'Which character separates the columns? More than one splits the lines alike.',
  choices: fitting.map((value) => ({ value, label: DELIMITER_NAMES[value] })),
})

const columnQuestion = (field: UploadField, header: readonly string[]): Question => ({
  kind: 'column',
  required: true,
  about: field,
  text: `Which column is ${field}?`,
  choices: header.map((name) => ({ value: name, label: name })),
})

import { hash } from 'node:crypto'
import { fieldErrors } from '@/lib/contract/validation'
import { parseStrictJson } from '@/lib/http/strict-json'
import { AppError } from '@/lib/platform/errors'
import { type LabelMapping, labelMappingSchema } from '@/lib/scoring/history'
import { checkContent, rejectFile } from '../file/check-content'
import { checkHeader, fittingDelimiters, readSample } from '../file/read-sample'
import { plainName } from '../file/known-columns'
import { MAX_FILE_BYTES } from '../schema'

export interface SentLabels {
  name: string
  bytes: Buffer
  /** A mapping of labels as JSON. */
  mapping: string | undefined
}

export interface OpenedLabels {
  sha256: string
  header: readonly string[]
  mapping: LabelMapping
}

/** @throws AppError too-large, unsupported-media-type, invalid-request naming what is wrong */
export async function openLabels({ bytes, mapping: json }: SentLabels): Promise<OpenedLabels> {
  if (bytes.length > MAX_FILE_BYTES) {
    throw new AppError('too-large', { detail: `The file may have at most ${MAX_FILE_BYTES} bytes.` })
  }
  checkContent(bytes)
  const given = json === undefined ? null : readLabelMapping(json)
  const delimiter = given?.delimiter ?? (await onlyDelimiter(bytes))
  const { header } = await readSample(bytes, delimiter)
  checkHeader(header)
  const mapping = given ?? mappingOf(header, delimiter)
  return { sha256: hash('sha256', bytes, 'hex'), header, mapping }
}

async function onlyDelimiter(bytes: Buffer): Promise<string> {
  const fitting = await fittingDelimiters(bytes)
  if (fitting.length === 1) return fitting[0]!
  throw rejectFile('which character separates the columns is not clear; name it in a mapping', 'delimiter')
}

const NAMES = {
  externalId: ['externalid', 'transactionid', 'txid'],
  label: ['label', 'isfraud', 'fraud'],
  knownAt: ['knownat', 'labelat', 'reportedat'],
} as const
/** Beside 1 and 0. */
const FRAUD = ['1', 'true', 'yes', 'fraud']
const GENUINE = ['0', 'false', 'no', 'genuine', 'legitimate']

/** Columns of known names. @throws AppError invalid-request for a column that is missing */
function mappingOf(header: readonly string[], delimiter: string): LabelMapping {
  const plain = header.map(plainName)
  const columnOf = (field: keyof typeof NAMES): string | undefined => {
    const index = NAMES[field].map((name) => plain.indexOf(name)).find((found) => found >= 0)
    return index === undefined ? undefined : header[index]
  }
  const [externalId, label, knownAt] = [columnOf('externalId'), columnOf('label'), columnOf('knownAt')]
  if (externalId === undefined)
    throw rejectFile('no column is external_id; name it in a mapping', 'external_id')
  if (label === undefined) throw rejectFile('no column is label; name it in a mapping', 'label')
  return labelMappingSchema.parse({
    delimiter,
    columns: {
      externalId: { column: externalId },
      label: { column: label, fraud: FRAUD, legitimate: GENUINE },
      ...(knownAt !== undefined && { knownAt: { column: knownAt, format: 'iso' } }),
    },
  })
}

function readLabelMapping(json: string): LabelMapping {
  let value: unknown
  try {
    value = parseStrictJson(json.replace(/^\ufeff/, ''))
  } catch (cause) {
    throw invalid(`no JSON that can be read: ${(cause as Error).message.replace(/\.$/, '')}`)
  }
  const parsed = labelMappingSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [first] = fieldErrors(parsed.error)
  throw invalid(`${first?.field || 'the mapping'}: ${first?.reason}`.slice(0, 1_000))
}

const invalid = (reason: string): AppError =>
  new AppError('invalid-request', {
    detail: `mapping: ${reason}.`,
    errors: [{ field: 'mapping', reason }],
  })

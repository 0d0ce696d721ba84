import Papa from 'papaparse'
import { z } from 'zod'
import { ModelImportError } from './import-error'
import type { ImportedModel } from './imported-model'
import { LIMITS } from './limits'

/** Rows with the results of the library that made the model; features in the order of the model. */
export interface Reference {
  n: number
  /** [n x features], NaN is missing. */
  rows: Float32Array
  /** Raw scores of the library, not multiplied by `rawScale`. */
  margins: Float64Array
  /** [n x features]. */
  contributions: Float64Array
  baseValues: Float64Array
}

const MARGIN = 'margin'
const BASE_VALUE = 'base_value'
const CONTRIBUTION = 'contribution:'

const number = z.number()
const jsonSchema = z.strictObject({
  features: z.array(z.string()),
  rows: z.array(z.array(number.nullable())),
  margins: z.array(number),
  contributions: z.array(z.array(number)),
  base_values: z.array(number),
})
type Table = z.infer<typeof jsonSchema>

/**
 * Reads reference rows, as JSON or CSV. Values are rounded to float32, which the library must have been given too.
 * @param features in model order, by the product's names; the file may use those of the model file instead
 * @throws ModelImportError when the file is neither, lacks a column, or its lengths differ
 */
export function readReference(
  bytes: Buffer,
  features: readonly string[],
  { featureNames }: Pick<ImportedModel, 'featureNames'>,
): Reference {
  if (bytes.length > LIMITS.referenceBytes) {
    throw new ModelImportError(`the reference file has more than ${LIMITS.referenceBytes / 2 ** 20} MB`)
  }
  const text = bytes.toString('utf8')
  const table = text.trimStart().startsWith('{') ? readJson(text) : readCsv(text)
  checkLengths(table)
  const usesOwnNames = featureNames?.every((name) => table.features.includes(name))
  const order = (featureNames && usesOwnNames ? featureNames : features).map((name) => {
    const column = table.features.indexOf(name)
    if (column < 0) throw new ModelImportError(`the reference rows lack the feature ${name}`)
    return column
  })
  return {
    n: table.rows.length,
    rows: Float32Array.from(table.rows.flatMap((row) => order.map((column) => row[column] ?? NaN))),
    margins: Float64Array.from(table.margins),
    contributions: Float64Array.from(
      table.contributions.flatMap((row) => order.map((column) => row[column]!)),
    ),
    baseValues: Float64Array.from(table.base_values),
  }
}

function readJson(text: string): Table {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new ModelImportError(`the reference file is not valid JSON: ${(cause as Error).message}`, { cause })
  }
  const parsed = jsonSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new ModelImportError(`the reference file: ${z.prettifyError(parsed.error)}`, { cause: parsed.error })
}

/** One column per feature, `contribution:<feature>` for each of them, `margin` and `base_value`; empty is missing. */
function readCsv(text: string): Table {
  const { data } = Papa.parse<string[]>(text.trim(), { delimiter: ',' })
  const [head = [], ...lines] = data
  const place = (name: string) => {
    const column = head.indexOf(name)
    if (column < 0) throw new ModelImportError(`the reference file has no column ${name}`)
    return column
  }
  const isResult = (name: string) => name === MARGIN || name === BASE_VALUE || name.startsWith(CONTRIBUTION)
  const features = head.filter((name) => !isResult(name))
  const [margin, baseValue] = [place(MARGIN), place(BASE_VALUE)]
  const columns = features.map(place)
  const contributions = features.map((name) => place(`${CONTRIBUTION}${name}`))
  const cell = (line: string[], row: number, column: number) => readCell(line[column], row, head[column]!)
  return {
    features,
    rows: lines.map((line, row) => columns.map((at) => (line[at] === '' ? null : cell(line, row, at)))),
    margins: lines.map((line, row) => cell(line, row, margin)),
    contributions: lines.map((line, row) => contributions.map((at) => cell(line, row, at))),
    base_values: lines.map((line, row) => cell(line, row, baseValue)),
  }
}

function readCell(text: string | undefined, row: number, column: string): number {
  const value = text ? Number(text) : NaN
  if (Number.isFinite(value)) return value
  throw new ModelImportError(
    `reference row ${row + 1}, ${column}: ${JSON.stringify(text ?? '')} is not a number`,
  )
}

function checkLengths({ features, rows, margins, contributions, base_values }: Table): void {
  const n = rows.length
  if (n < LIMITS.leastReferenceRows || n > LIMITS.referenceRows) {
    throw new ModelImportError(
      `${n} reference rows; ${LIMITS.leastReferenceRows} to ${LIMITS.referenceRows} are accepted`,
    )
  }
  const perRow = [margins, contributions, base_values]
  if (perRow.some((values) => values.length !== n)) {
    throw new ModelImportError(`the reference results are not those of ${n} rows`)
  }
  if ([...rows, ...contributions].some((row) => row.length !== features.length)) {
    throw new ModelImportError(`a reference row does not have ${features.length} features`)
  }
}

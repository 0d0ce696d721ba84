/** Failed parses in the words of the contract: field paths and reasons. */
import type { z } from 'zod'
import { AppError, type FieldError } from '@/lib/platform/errors'

/** More would only make the response long. */
const MAX_ERRORS = 50
const MAX_PATH_LENGTH = 200

/** Parses with a schema; throws invalid-request, or unknown-field where a name is not known, with every field named. */
export function parseWith<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalidRequest(result.error)
}

export function invalidRequest(error: z.ZodError): AppError {
  const unknown = error.issues.some(hasUnknownField)
  const errors = fieldErrors(error)
  const first = errors[0]
  const detail = first && `${first.field || 'The request'}: ${first.reason}.`
  return new AppError(unknown ? 'unknown-field' : 'invalid-request', { detail, errors })
}

/** At most 50 field errors of a failed parse, in the schema's order. */
export const fieldErrors = (error: z.ZodError): FieldError[] =>
  error.issues.flatMap((issue) => flatten(issue, [])).slice(0, MAX_ERRORS)

function flatten(issue: z.core.$ZodIssue, prefix: readonly PropertyKey[]): FieldError[] {
  const path = [...prefix, ...issue.path]
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: formatFieldPath([...path, key]),
      reason: 'is not a known field',
    }))
  }
  const nearest = nearestOf(issue)
  if (nearest) return nearest.flatMap((inner) => flatten(inner, path))
  return [{ field: formatFieldPath(path), reason: reasonOf(issue) }]
}

/** Of a union's alternatives the one that failed least: most likely it was meant. Null for every other issue. */
function nearestOf(issue: z.core.$ZodIssue): z.core.$ZodIssue[] | null {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return null
  return issue.errors.reduce((best, other) => (other.length < best.length ? other : best))
}

const hasUnknownField = (issue: z.core.$ZodIssue): boolean =>
  issue.code === 'unrecognized_keys' || (nearestOf(issue)?.some(hasUnknownField) ?? false)

function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'is required'
  return issue.message
}

/** The place of a value in a request, in a caller's notation: `rows[3].amount`. */
export function formatFieldPath(path: readonly PropertyKey[]): string {
  let text = ''
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`
    else text += text === '' ? String(part) : `.${String(part)}`
  }
  return text.length > MAX_PATH_LENGTH ? `${text.slice(0, MAX_PATH_LENGTH)}…` : text
}

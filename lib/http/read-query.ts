import { AppError } from '@/lib/platform/errors'

/** The parameters of a query string. A name given twice is rejected: two readers would pick different values. */
export function readQuery(url: string): Record<string, string> {
  const start = url.indexOf('?')
  const values: Record<string, string> = {}
  if (start >= 0) {
    for (const [name, value] of new URLSearchParams(url.slice(start + 1))) {
      if (Object.hasOwn(values, name)) throw repeated(name)
      requireStorable(name, value)
      Object.defineProperty(values, name, { value, enumerable: true })
    }
  }
  return values
}

const repeated = (field: string): AppError =>
  new AppError('invalid-request', {
    detail: 'A query parameter is given twice.',
    errors: [{ field, reason: 'is given twice' }],
  })

/** Percent-encoded NUL would fail in Postgres; broken UTF-8 has become U+FFFD by now and matches nothing. */
function requireStorable(name: string, value: string): void {
  if (name.includes('\0') || value.includes('\0')) {
    throw new AppError('invalid-text', { detail: 'A query parameter holds a NUL character.' })
  }
}

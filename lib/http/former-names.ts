/** Former names of inputs: how they are read and announced in the response (RFC 9745). */
import type { FormerName, FormerNames } from '@/lib/contract/former-names'
import type { Operation } from '@/lib/contract/operation'
import { AppError } from '@/lib/platform/errors'

export const DEPRECATIONS_PAGE = '/docs/deprecations'

type Fields = Record<string, unknown>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The fields under their present names; the very same object where no former name is used.
 * @throws AppError invalid-request where a field is given under both names, or a former value is not known
 */
export function withPresentNames(fields: unknown, names: FormerNames | undefined): unknown {
  if (!names || !isObject(fields)) return fields
  const used = Object.keys(names).filter((name) => Object.hasOwn(fields, name))
  if (used.length === 0) return fields
  const present: Fields = { ...fields }
  for (const name of used) {
    const { now, values } = names[name] as FormerName
    if (Object.hasOwn(present, now)) throw givenTwice(name, now)
    const value = present[name]
    if (values && !Object.hasOwn(values, String(value))) throw unknownValue(name, Object.keys(values))
    delete present[name]
    present[now] = values ? values[String(value)] : value
  }
  return present
}

const givenTwice = (name: string, now: string): AppError =>
  new AppError('invalid-request', {
    detail: `${name} is the former name of ${now}: give one of them.`,
    errors: [
      { field: name, reason: `is the former name of ${now}, which is also given` },
      { field: now, reason: `is given under its former name ${name} too` },
    ],
  })

const unknownValue = (field: string, values: readonly string[]): AppError => {
  const reason = `must be ${values.join(' or ')}`
  return new AppError('invalid-request', { detail: `${field}: ${reason}.`, errors: [{ field, reason }] })
}

/** The headers of a response to a request that used a former name. */
export function deprecationHeaders({ id, renamed }: Operation): Record<string, string> {
  if (!renamed) return {}
  return {
    deprecation: `@${Date.parse(renamed.since) / 1000}`,
    link: `<${DEPRECATIONS_PAGE}#${id}>; rel="deprecation"; type="text/html"`,
  }
}

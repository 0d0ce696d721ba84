import { parseArgs } from 'node:util'
import { z } from 'zod'
import { MODEL_NAME, MODEL_VERSION } from '@/lib/engine/inference/manifest'

/** A bundle under ml/models, written `name/version`. */
export const modelArgument = z.string().transform((text, check) => {
  const [name = '', version = '', ...rest] = text.split('/')
  if (rest.length === 0 && MODEL_NAME.test(name) && MODEL_VERSION.test(version)) return { name, version }
  check.addIssue({ code: 'custom', message: 'must be a name and a version, such as sentinel/1.1.0' })
  return z.NEVER
})

/** A flag, `z.literal(true)`, stands without a value. */
const isFlag = (field: z.core.$ZodType): boolean => z.safeParse(field, true).success

/**
 * `--name value` pairs and flags as the schema wants them.
 * @throws Error in words that names every argument which is missing, unknown or wrong
 */
export function readArguments<S extends z.ZodObject>(schema: S, args: string[], usage: string): z.output<S> {
  const options = Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => {
      return [name, { type: isFlag(field) ? ('boolean' as const) : ('string' as const) }]
    }),
  )
  const given = parsePairs(args, options, usage)
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const wrong = result.error.issues.map(({ path, message }) => {
    const name = String(path[0])
    return `--${name} ${given[name] === undefined ? 'is missing' : message}`
  })
  throw new Error(`${wrong.join('\n  ')}\n\n${usage}`)
}

function parsePairs(args: string[], options: Record<string, { type: 'string' | 'boolean' }>, usage: string) {
  try {
    return parseArgs({ args, options }).values as Record<string, string | boolean | undefined>
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`, { cause: error })
  }
}

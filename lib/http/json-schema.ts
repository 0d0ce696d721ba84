import { z } from 'zod'
import type { FormerNames } from '@/lib/contract/former-names'

export type JsonObject = { [key: string]: unknown }

/**
 * Collects the JSON Schemas of zod schemas under names, as an OpenAPI document wants them. Definitions that zod
 * nests under `$defs` (schemas with an id, recursive ones) move to the top, where references may point.
 */
export function createSchemaComponents() {
  const components: JsonObject = {}
  return {
    components,
    /** Adds a schema, with the former names of its fields, and returns the reference to it. */
    add(name: string, schema: z.ZodType, io: 'input' | 'output', former?: FormerNames): JsonObject {
      const { $schema: _, $defs = {}, ...root } = withFormerNames(toJsonSchema(schema, io), former)
      const rename = (key: string): string =>
        key.startsWith('__') ? `${name}${key.replace('__s', 'S')}` : key
      for (const [key, definition] of Object.entries($defs as JsonObject)) {
        components[rename(key)] = relocate(definition, name, rename)
      }
      components[name] = relocate(root, name, rename)
      return reference(name)
    },
  }
}

export const toJsonSchema = (schema: z.ZodType, io: 'input' | 'output'): JsonObject =>
  z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any', override: dropImpliedBounds })

/** Shows former names as deprecated properties beside those that replace them. */
export function withFormerNames(schema: JsonObject, names: FormerNames | undefined): JsonObject {
  if (!names) return schema
  const properties = schema.properties as Record<string, JsonObject>
  const former = Object.entries(names).map(([name, { now, values }]) => {
    const property = values ? { type: 'string', enum: Object.keys(values) } : properties[now]
    const description = `Former name of \`${now}\`; works for one release.`
    return [name, { ...property, deprecated: true, description }]
  })
  return { ...schema, properties: { ...properties, ...Object.fromEntries(former) } }
}

/** Every integer is within the safe range already (unsafe-number); saying so per field would only be noise. */
function dropImpliedBounds({ jsonSchema }: { jsonSchema: { minimum?: number; maximum?: number } }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

export const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` })

function relocate(node: unknown, root: string, rename: (key: string) => string): unknown {
  if (Array.isArray(node)) return node.map((item) => relocate(item, root, rename))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (key !== '$ref' || typeof value !== 'string') return [key, relocate(value, root, rename)]
      const target = value === '#' ? root : rename(value.replace('#/$defs/', ''))
      return [key, `#/components/schemas/${target}`]
    }),
  )
}

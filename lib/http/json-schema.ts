import { z } from 'zod'

export type JsonObject = { [key: string]: unknown }

/**
 * Collects the JSON Schemas of zod schemas under names, as an OpenAPI document wants them. Definitions that zod
 * nests under `$defs` (schemas with an id, recursive ones) move to the top, where references may point.
 */
export function createSchemaComponents() {
  const components: JsonObject = {}
  return {
    components,
    /** Adds a schema and returns the reference to it. */
    add(name: string, schema: z.ZodType, io: 'input' | 'output'): JsonObject {
      const { $schema: _, $defs = {}, ...root } = toJsonSchema(schema, io)
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

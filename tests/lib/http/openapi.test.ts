import { existsSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { toJsonSchema } from '@/lib/http/json-schema'
import { buildOpenApi } from '@/lib/http/openapi'
import { defineOperation, type Operation } from '@/lib/contract/operation'
import { allOperations } from '@/app/api/operations'

interface Document {
  openapi: string
  paths: Record<string, Record<string, { operationId: string; responses: object; parameters: object[] }>>
  components: { schemas: Record<string, unknown>; examples: Record<string, unknown> }
}
const build = (operations: readonly Operation[]) => buildOpenApi(operations) as unknown as Document

const named = z.strictObject({ value: z.number() }).meta({ id: 'Measure' })
const sample = defineOperation({
  id: 'sample',
  method: 'POST',
  path: '/api/samples/{id}',
  summary: 'Sample',
  tag: 'Test',
  auth: 'user-or-key',
  idempotency: 'own',
  params: z.strictObject({ id: z.uuid() }),
  query: z.strictObject({ limit: z.coerce.number().int().default(5) }),
  body: z.strictObject({ metadata: z.record(z.string(), z.json()).optional(), measure: named }),
  response: { status: 200, schema: z.object({ measure: named }) },
  errors: ['conflict'],
  handler: ({ body }) => ({ measure: body.measure }),
})

/** Every reference in the document, wherever it stands. */
function references(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [value] : references(value),
  )
}
const resolve = (root: unknown, ref: string): unknown =>
  ref
    .split('/')
    .slice(1)
    .reduce((node, part) => (node as Record<string, unknown> | undefined)?.[part], root)

test.each([
  ['the product', allOperations],
  ['named and recursive schemas', [sample]],
])('every reference resolves: %s', (_, operations) => {
  const document = build(operations)
  const refs = references(document)
  expect(document.openapi).toBe('3.1.0')
  expect(refs.length).toBeGreaterThan(5)
  expect(refs.filter((ref) => resolve(document, ref) === undefined)).toEqual([])
})

test('describes parameters, key header, body, response and every problem of an operation', () => {
  const operation = build([sample]).paths['/api/samples/{id}']?.post
  expect(operation?.parameters).toEqual([
    expect.objectContaining({ name: 'id', in: 'path', required: true }),
    expect.objectContaining({ name: 'limit', in: 'query', required: false }),
    expect.objectContaining({ name: 'Idempotency-Key', in: 'header' }),
  ])
  expect(Object.keys(operation?.responses ?? {})).toEqual(
    expect.arrayContaining(['200', '400', '401', '403', '409', '413', '415', '422', '500', '503']),
  )
})

test('operations have unique ids and no two share a method on a path', () => {
  const ids = allOperations.map(({ id }) => id)
  const places = allOperations.map(({ method, path: route }) => `${method} ${route}`)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(places).size).toBe(places.length)
})

test('every operation has its route file', () => {
  const missing = allOperations
    .map(({ path: route }) => path.join('app', ...route.replace(/\{(\w+)\}/g, '[$1]').split('/'), 'route.ts'))
    .filter((file) => !existsSync(path.join(process.cwd(), file)))
  expect(missing).toEqual([])
})

test('a path names exactly the parameters that its operation parses', () => {
  for (const { path: route, params } of allOperations) {
    const inPath = [...route.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
    expect(Object.keys(params?.shape ?? {})).toEqual(inPath)
  }
})

/** Objects with named properties that let further ones pass. */
function openObjects(node: unknown, at: string): string[] {
  if (typeof node !== 'object' || node === null) return []
  const { properties, additionalProperties } = node as Record<string, unknown>
  const open = properties !== undefined && additionalProperties !== false ? [at] : []
  return [...open, ...Object.entries(node).flatMap(([key, value]) => openObjects(value, `${at}.${key}`))]
}

test('no input accepts an unknown field', () => {
  const open = allOperations.flatMap(({ id, query, body }) =>
    [query, body].flatMap((schema) => (schema ? openObjects(toJsonSchema(schema, 'input'), id) : [])),
  )
  expect(open).toEqual([])
})

/** The OpenAPI 3.1 document of the operations: the schemas that parse requests are the ones it shows. */
import { PROBLEMS, type ProblemCode } from '@/lib/platform/errors'
import { version } from '@/package.json'
import { problemsOf } from './implied-problems'
import {
  createSchemaComponents,
  type JsonObject,
  reference,
  toJsonSchema,
  withFormerNames,
} from './json-schema'
import { keyModeOf } from '@/lib/contract/idempotency'
import type { Access, FileType, Operation } from '@/lib/contract/operation'
import { exampleProblem } from './problem-docs'
import { problemSchema } from '@/lib/contract/problem'

const SECURITY: Record<Access, JsonObject[]> = {
  public: [],
  'user-or-key': [{ bearerAuth: [] }, { apiKey: [] }],
  user: [{ bearerAuth: [] }],
  'scrape-token': [{ scrapeToken: [] }],
}

const SECURITY_SCHEMES = {
  bearerAuth: {
    type: 'http',
    scheme: 'bearer',
    description: 'An access token from POST /api/auth/login, or an API key.',
  },
  apiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-Key',
    description: 'An API key created by an administrator.',
  },
  scrapeToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'The token of the operator for metrics: SENTINEL_METRICS_TOKEN.',
  },
}

const DESCRIPTION =
  'Scores payment transactions, explains each score exactly, and lets analysts decide. Every failure is a problem ' +
  '(RFC 9457) whose `type` is the URL of a page that explains it.'

/** Builds the document. Two operations may share a path, never a method on it. */
export function buildOpenApi(operations: readonly Operation[]): JsonObject {
  const schemas = createSchemaComponents()
  schemas.add('Problem', problemSchema, 'output')
  const paths: Record<string, JsonObject> = {}
  for (const operation of operations) {
    const item = (paths[operation.path] ??= {})
    item[operation.method.toLowerCase()] = describe(operation, schemas.add)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Sentinel', version, description: DESCRIPTION },
    servers: [{ url: '/' }],
    tags: [...new Set(operations.map((operation) => operation.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: SECURITY_SCHEMES,
      examples: Object.fromEntries(problemCodes.map((code) => [code, { value: exampleProblem(code) }])),
    },
  }
}

const FILE_SCHEMAS: Record<Exclude<FileType, 'multipart/form-data'>, JsonObject> = {
  'text/csv': { type: 'string' },
  'application/zip': { type: 'string', format: 'binary' },
  'application/octet-stream': { type: 'string', format: 'binary' },
}

const schemaOfFile = ({ bodyMediaType, form }: Operation): JsonObject => {
  if (bodyMediaType !== 'multipart/form-data') return FILE_SCHEMAS[bodyMediaType!]
  const texts = Object.entries(form?.texts ?? {}).map(([name, description]) => [
    name,
    { type: 'string', description },
  ])
  const file = { type: 'string', format: 'binary', description: form?.file }
  return { type: 'object', required: ['file'], properties: { file, ...Object.fromEntries(texts) } }
}

type AddSchema = ReturnType<typeof createSchemaComponents>['add']
const problemCodes = Object.keys(PROBLEMS) as ProblemCode[]

function describe(operation: Operation, add: AddSchema): JsonObject {
  const { id, summary, tag, auth, body, bodyMediaType, renamed } = operation
  const name = id.charAt(0).toUpperCase() + id.slice(1)
  return {
    operationId: id,
    summary,
    description: descriptionOf(operation),
    tags: [tag],
    security: SECURITY[auth],
    parameters: parametersOf(operation),
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: add(`${name}Request`, body, 'input', renamed?.body) } },
      },
    }),
    ...(bodyMediaType && {
      requestBody: { required: true, content: { [bodyMediaType]: { schema: schemaOfFile(operation) } } },
    }),
    responses: { ...successOf(operation, name, add), ...failuresOf(operation) },
  }
}

function descriptionOf({ description, permission, idempotency }: Operation): string | undefined {
  const need = permission && `Needs the permission \`${permission}\`.`
  const keyless =
    typeof idempotency === 'object' && `Idempotency-Key has no effect here: ${idempotency.excluded}.`
  return [description, need, keyless].filter(Boolean).join('\n\n') || undefined
}

function parametersOf(operation: Operation): JsonObject[] {
  const { params, query, renamed } = operation
  const list = [params && parametersIn('path', toJsonSchema(params, 'input'))]
  list.push(query && parametersIn('query', withFormerNames(toJsonSchema(query, 'input'), renamed?.query)))
  if (keyModeOf(operation) !== 'none') list.push([IDEMPOTENCY_KEY])
  if (operation.versioned) list.push([IF_MATCH])
  return list.flatMap((parameters) => parameters ?? [])
}

const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description:
    'The version that was read: where it is another one now, nothing is changed and the response is 412.',
  schema: { type: 'string', pattern: '^"?\\d{1,9}"?$' },
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Names this request for 72 hours: repeated with the same content it has one effect and one response, with other content ' +
    'it is rejected. A request that failed leaves its key free.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7E]+$' },
}

const parametersIn = (place: 'path' | 'query', schema: JsonObject): JsonObject[] =>
  Object.entries((schema.properties ?? {}) as Record<string, JsonObject>).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || ((schema.required ?? []) as string[]).includes(name),
    ...(property.deprecated === true && { deprecated: true }),
    schema: property,
  }))

function successOf(operation: Operation, name: string, add: AddSchema): JsonObject {
  const { response, renamed } = operation
  const { status, schema, description = 'Success', mediaType = 'text/plain' } = response
  const header = (text: string): JsonObject => ({ description: text, schema: { type: 'string' } })
  const content = schema
    ? { 'application/json': { schema: add(`${name}Response`, schema, 'output') } }
    : { [mediaType]: { schema: { type: 'string' } } }
  return {
    [status]: {
      description,
      headers: {
        'X-Request-Id': header('The id of this request in the log.'),
        ...(keyModeOf(operation) !== 'none' && {
          'Idempotent-Replayed': header('`true` where this is the stored first response.'),
        }),
        ...(renamed && {
          Deprecation: header('Since when the former name in the request is deprecated (RFC 9745).'),
          Link: header('Where the former names are explained: `rel="deprecation"`.'),
        }),
      },
      ...((schema || response.mediaType) && { content }),
    },
    ...(response.nothing && { 204: { description: response.nothing } }),
  }
}

/** One response per status; its examples are the problems with that status. */
function failuresOf(operation: Operation): JsonObject {
  const codes = problemsOf(operation)
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].sort()
  return Object.fromEntries(statuses.map((status) => [status, failure(codes.filter(hasStatus(status)))]))
}

const hasStatus = (status: number) => (code: ProblemCode) => PROBLEMS[code].status === status

function failure(codes: readonly ProblemCode[]): JsonObject {
  const examples = codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])
  return {
    description: codes.map((code) => PROBLEMS[code].title).join('; '),
    content: {
      'application/problem+json': { schema: reference('Problem'), examples: Object.fromEntries(examples) },
    },
  }
}

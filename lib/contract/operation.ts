/** An API operation as data plus its handler: apiRoute() runs it, OpenAPI and the tests read it. */
import type { z } from 'zod'
import type { Context } from './context'
import type { Idempotency } from './idempotency'
import type { Renamed } from './former-names'
import type { Permission } from './permissions'
import type { AppError, ProblemCode } from '@/lib/platform/errors'
import type { IncomingRequest } from '@/lib/platform/incoming'
import type { RawResponse } from './raw-response'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type ApiPath = `/api/${string}`

/** Bodies that are not JSON. */
export type FileType = 'text/csv' | 'application/zip' | 'application/octet-stream' | 'multipart/form-data'

/** The parts of a multipart form: one file, and texts that may be left out. */
export interface FormParts {
  /** What the part `file` is, for the contract. */
  file: string
  /** Name of a part -> what it is. */
  texts: Readonly<Record<string, string>>
}

/** Who may call: anybody, a signed-in user or an API key, only a user, or the holder of the scrape token. */
export type Access = 'public' | 'user-or-key' | 'user' | 'scrape-token'

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined
type Principal<A extends Access> = A extends 'public' | 'scrape-token' ? null : Context

export interface OperationInput<A extends Access, P, Q, B> {
  ctx: Principal<A>
  params: Parsed<P>
  query: Parsed<Q>
  body: Parsed<B>
  /** The body as it came; empty where the operation takes none. */
  rawBody: Uint8Array
  /** The version in If-Match; null without the header, or where the operation is not versioned. */
  ifMatch: number | null
  /** Only where the handler itself stores the key and the caller sent one. */
  idempotencyKey: string | null
  request: IncomingRequest
  requestId: string
  /** performance.now() when the request came in, before it was identified and read. */
  startedAt: number
  /** Stage name -> milliseconds; the handler may add to it, Server-Timing shows it. */
  timings: Record<string, number>
}

export interface Operation<
  A extends Access = Access,
  P extends z.ZodObject | undefined = z.ZodObject | undefined,
  Q extends z.ZodObject | undefined = z.ZodObject | undefined,
  B extends z.ZodType | undefined = z.ZodType | undefined,
  R extends z.ZodType | undefined = z.ZodType | undefined,
  M extends Method = Method,
  Path extends ApiPath = ApiPath,
  T extends FileType | undefined = FileType | undefined,
  N extends string | undefined = string | undefined,
> {
  /** camelCase, unique: the operationId of the contract. */
  id: string
  method: M
  /** Template from the host root: `/api/transactions/{id}`. */
  path: Path
  summary: string
  description?: string
  tag: string
  auth: A
  /** Checked before the body is read; the domain function checks it again. */
  permission?: Permission
  params?: P
  query?: Q
  body?: B
  /** A body that is not JSON, of this type: the handler finds its bytes in rawBody. */
  bodyMediaType?: T
  /** One megabyte where not given. */
  bodyLimitBytes?: number
  /** Of multipart/form-data; the handler reads them with readForm(). */
  form?: FormParts
  /** The response of success; no schema means no content, or a RawResponse of `mediaType`. */
  response: {
    status: number
    schema?: R
    description?: string
    mediaType?: string
    /** When there is no content: the handler returns NOTHING, the caller gets 204. */
    nothing?: N
  }
  /** What this operation adds to the problems that its access, body and permission imply. */
  errors: readonly ProblemCode[]
  /** Reads the version that the caller has seen from If-Match and documents it. */
  versioned?: boolean
  /** What differs from the default: every unsafe operation of a user or an API key takes effect once per Idempotency-Key. */
  idempotency?: Idempotency
  /** Names of its query or body that changed. */
  renamed?: Renamed
  /** Throws too-many-requests where the caller has used up its share. */
  limit?(ctx: Principal<A>, request: IncomingRequest): void | Promise<void>
  /** Notes a call that failed, before the response is sent. */
  failed?(ctx: Principal<A>, request: IncomingRequest, error: AppError): Promise<void>
  handler(input: OperationInput<A, P, Q, B>): HandlerResult<R> | Promise<HandlerResult<R>>
}

/** What a handler returns: the response schema's input, or a response that is sent byte for byte. */
export type HandlerResult<R> = RawResponse | (R extends z.ZodType ? z.input<R> : undefined)

/**
 * Returns the operation as it is. The call infers the types that the handler and the typed client need: the schemas, and
 * method, path, media type and the 204 text as literals.
 */
export function defineOperation<
  const A extends Access,
  const M extends Method,
  const Path extends ApiPath,
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType | undefined = undefined,
  const T extends FileType | undefined = undefined,
  const N extends string | undefined = undefined,
>(operation: Operation<A, P, Q, B, R, M, Path, T, N>): Operation<A, P, Q, B, R, M, Path, T, N> {
  return operation
}

/** What the browser may call: derived from the operations themselves, types only. */
import type { z } from 'zod'
import type { Nouns } from '@/app/api/operations'

type Operation = { [Noun in keyof Nouns]: Nouns[Noun][keyof Nouns[Noun]] }[keyof Nouns]
type Operations = { [O in Operation as `${O['method']} ${O['path']}`]: O }

/** `POST /api/claims/{transaction_id}` */
export type ApiCall = keyof Operations
/** An operation whose response is a file. */
export type FileCall = Extract<ApiCall, `GET ${string}.csv`>

/** undefined where the operation has no such schema. */
type Input<S> = S extends z.ZodType ? z.input<S> : undefined
type Part<C extends ApiCall, Name extends 'params' | 'query' | 'body'> = Input<
  NonNullable<Operations[C][Name]>
>
/** Optional where nothing in it is required, left out where the operation has none. */
type Given<Name extends string, T> = [T] extends [never]
  ? { [N in Name]?: undefined }
  : { [K in keyof T]?: undefined } extends T
    ? { [N in Name]?: T }
    : { [N in Name]: T }

export type ApiParams<C extends ApiCall> = Part<C, 'params'>
export type ApiQuery<C extends ApiCall> = Part<C, 'query'>
export type ApiBody<C extends ApiCall> =
  NonNullable<Operations[C]['bodyMediaType']> extends never
    ? Part<C, 'body'>
    : NonNullable<Operations[C]['bodyMediaType']> extends 'multipart/form-data'
      ? FormData
      : Blob

export type ApiRequest<C extends ApiCall> = Given<'params', ApiParams<C>> &
  Given<'query', ApiQuery<C>> &
  ([ApiBody<C>] extends [never] ? { body?: undefined } : { body: ApiBody<C> }) & {
    /** The version that was read, for operations that take If-Match. */
    ifMatch?: number
    signal?: AbortSignal
  }

/** The request, which may be left out where every part of it may. */
export type ApiArguments<C extends ApiCall> =
  object extends ApiRequest<C> ? [request?: ApiRequest<C>] : [request: ApiRequest<C>]

type Output<S> = [S] extends [never] ? null : S extends z.ZodType ? z.output<S> : null
/** The body of success; null where there is none. */
export type ApiResponse<C extends ApiCall> =
  | Output<NonNullable<Operations[C]['response']['schema']>>
  | (NonNullable<Operations[C]['response']['nothing']> extends never ? never : null)

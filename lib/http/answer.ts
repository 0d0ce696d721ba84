import type { Operation } from './operation'
import { NOTHING, RawAnswer } from './raw-answer'

/** What goes out, whoever sends it. Header names in lower case. */
export interface ApiAnswer {
  status: number
  headers: Record<string, string>
  body: string | ReadableStream<Uint8Array> | null
}

const JSON_HEADERS = { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' } as const

/**
 * The answer of a successful handler. One that its own schema refuses is a defect and throws: a field that was
 * never meant to leave must not.
 */
export function toAnswer(
  operation: Operation,
  handled: unknown,
  common: Readonly<Record<string, string>>,
): ApiAnswer {
  if (handled === NOTHING) return { status: NOTHING.status, headers: { ...common }, body: null }
  if (handled instanceof RawAnswer) {
    const { status, bodyText, headers } = handled
    return { status, headers: { ...JSON_HEADERS, ...common, ...headers }, body: bodyText }
  }
  const { status, schema } = operation.response
  if (!schema) return { status, headers: { ...common }, body: null }
  const body = JSON.stringify(schema.parse(handled))
  return { status, headers: { ...JSON_HEADERS, ...common }, body }
}

/** The answer as a route handler returns it. */
export function toResponse({ status, headers, body }: ApiAnswer): Response {
  // As bytes: a text would be searched for lone surrogates and copied before it is encoded.
  return new Response(typeof body === 'string' ? Buffer.from(body) : body, { status, headers })
}

/** `score;dur=1.2, total;dur=3.4` */
export function serverTiming(timings: Readonly<Record<string, number>>, totalMs: number): string {
  let text = ''
  for (const stage in timings) text += `${stage};dur=${timings[stage]}, `
  return `${text}total;dur=${totalMs}`
}

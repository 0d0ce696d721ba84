import type { Operation } from './operation'
import { NOTHING, RawAnswer } from './raw-answer'

const JSON_HEADERS = { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' } as const

/**
 * The response of a successful handler. An answer that its own schema refuses is a defect and throws: a field
 * that was never meant to leave must not.
 */
export function toResponse(
  operation: Operation,
  answer: unknown,
  common: Readonly<Record<string, string>>,
): Response {
  if (answer === NOTHING) return new Response(null, { status: NOTHING.status, headers: { ...common } })
  if (answer instanceof RawAnswer) {
    const { bodyText } = answer
    // As bytes: a text would be searched for lone surrogates and copied before it is encoded.
    return new Response(typeof bodyText === 'string' ? Buffer.from(bodyText) : bodyText, {
      status: answer.status,
      headers: { ...JSON_HEADERS, ...common, ...answer.headers },
    })
  }
  const { status, schema } = operation.response
  if (!schema) return new Response(null, { status, headers: { ...common } })
  const body = JSON.stringify(schema.parse(answer))
  return new Response(body, { status, headers: { ...JSON_HEADERS, ...common } })
}

/** `score;dur=1.2, total;dur=3.4` */
export function serverTiming(timings: Readonly<Record<string, number>>, totalMs: number): string {
  let text = ''
  for (const stage in timings) text += `${stage};dur=${timings[stage]}, `
  return `${text}total;dur=${totalMs}`
}

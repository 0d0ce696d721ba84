/** The body of a request: its type is checked first, its size while it is read, its text last. */
import { AppError } from '@/lib/platform/errors'

export const DEFAULT_BODY_LIMIT_BYTES = 1_000_000

export type BodyType = 'application/json' | 'text/csv'
const TYPES: Record<BodyType, RegExp> = {
  'application/json': /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i,
  'text/csv': /^text\/csv(?:\s*;\s*charset="?utf-8"?)?\s*$/i,
}

/** Reads a body of a type as bytes. Throws unsupported-media-type, too-large, or invalid-request where it broke off. */
export async function readBody(
  request: Request,
  mediaType: BodyType,
  limitBytes = DEFAULT_BODY_LIMIT_BYTES,
): Promise<Uint8Array> {
  requireType(request.headers, mediaType)
  const declared = request.headers.get('content-length')
  if (declared !== null && Number(declared) > limitBytes) throw tooLarge(limitBytes)
  try {
    // The HTTP parser ends a body at its declared length, so it can be read at once.
    if (declared !== null) return new Uint8Array(await request.arrayBuffer())
    return await readChunks(request, limitBytes)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('invalid-request', { detail: 'The body did not arrive whole.', cause })
  }
}

function requireType(headers: Headers, mediaType: BodyType): void {
  const type = headers.get('content-type')
  if (type === null || !TYPES[mediaType].test(type)) {
    throw new AppError('unsupported-media-type', { detail: `Send the body as ${mediaType} in UTF-8.` })
  }
  const encoding = headers.get('content-encoding')
  if (encoding !== null && encoding.toLowerCase() !== 'identity') {
    throw new AppError('unsupported-media-type', { detail: 'Send the body uncompressed.' })
  }
}

async function readChunks(request: Request, limitBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength
    if (size > limitBytes) {
      await reader?.cancel()
      throw tooLarge(limitBytes)
    }
    chunks.push(part.value)
  }
  return Buffer.concat(chunks)
}

const tooLarge = (limitBytes: number): AppError =>
  new AppError('too-large', { detail: `The body may have at most ${limitBytes} bytes.` })

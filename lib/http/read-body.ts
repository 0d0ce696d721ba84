/** The body of a request: its type is checked first, its size while it is read, its text last. */
import type { IncomingMessage } from 'node:http'
import type { FileType } from '@/lib/contract/operation'
import { AppError } from '@/lib/platform/errors'
import type { IncomingHeaders } from '@/lib/platform/incoming'

export const DEFAULT_BODY_LIMIT_BYTES = 1_000_000

export type BodyType = 'application/json' | FileType
const TYPES: Record<BodyType, RegExp> = {
  'application/json': /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i,
  'text/csv': /^text\/csv(?:\s*;\s*charset="?utf-8"?)?\s*$/i,
  'application/zip': /^application\/zip\s*$/i,
  'application/octet-stream': /^application\/octet-stream\s*$/i,
  'multipart/form-data': /^multipart\/form-data\s*;\s*boundary=/i,
}

const IN_UTF8: ReadonlySet<BodyType> = new Set<BodyType>(['application/json', 'text/csv'])

/** Reads the bytes of a body, or as many as show that there are more than the limit. Throws where the body breaks off. */
export type ReadBytes = (limitBytes: number) => Promise<Uint8Array>

/** Reads a body of a type as bytes. Throws unsupported-media-type, too-large, or invalid-request where it broke off. */
export async function readBody(
  headers: IncomingHeaders,
  readBytes: ReadBytes,
  mediaType: BodyType,
  limitBytes = DEFAULT_BODY_LIMIT_BYTES,
): Promise<Uint8Array> {
  requireType(headers, mediaType)
  if (Number(headers.get('content-length')) > limitBytes) throw tooLarge(limitBytes)
  const bytes = await readBytes(limitBytes).catch((cause: unknown) => {
    throw new AppError('invalid-request', { detail: 'The body did not arrive whole.', cause })
  })
  if (bytes.byteLength > limitBytes) throw tooLarge(limitBytes)
  return bytes
}

function requireType(headers: IncomingHeaders, mediaType: BodyType): void {
  const type = headers.get('content-type')
  if (type === null || !TYPES[mediaType].test(type)) {
    const encoding = IN_UTF8.has(mediaType) ? ' in UTF-8' : ''
    throw new AppError('unsupported-media-type', { detail: `Send the body as ${mediaType}${encoding}.` })
  }
  const encoding = headers.get('content-encoding')
  if (encoding !== null && encoding.toLowerCase() !== 'identity') {
    throw new AppError('unsupported-media-type', { detail: 'Send the body uncompressed.' })
  }
}

/** The body of a request that Next received. */
export const bytesOf =
  (request: Request): ReadBytes =>
  async (limitBytes) => {
    // The HTTP parser ends a body at its declared length, so it can be read at once.
    if (request.headers.has('content-length')) return new Uint8Array(await request.arrayBuffer())
    const chunks: Uint8Array[] = []
    let size = 0
    const reader = request.body?.getReader()
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      chunks.push(part.value)
      size += part.value.byteLength
      if (size > limitBytes) await reader?.cancel()
    }
    return Buffer.concat(chunks)
  }

/** The body of a request that Node's server received. */
export const bytesOfMessage =
  (message: IncomingMessage): ReadBytes =>
  (limitBytes) =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = []
      let size = 0
      const done = () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks))
      message.on('data', (chunk: Buffer) => {
        // The rest is read and dropped, so that the client can receive the response.
        if (size <= limitBytes) chunks.push(chunk)
        size += chunk.byteLength
        if (size > limitBytes) done()
      })
      message.on('end', done)
      message.on('error', reject)
      message.on('close', () => reject(new Error('The connection ended before the body.')))
    })

const tooLarge = (limitBytes: number): AppError =>
  new AppError('too-large', { detail: `The body may have at most ${limitBytes} bytes.` })

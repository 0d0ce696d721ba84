/** A body of multipart/form-data with one file, read whole: its size is bounded before. */
import type { FormParts } from '@/lib/contract/operation'
import { AppError } from '@/lib/platform/errors'
import type { IncomingRequest } from '@/lib/platform/incoming'

export interface FormContent {
  /** As the client names it. Never part of a path. */
  fileName: string
  file: Uint8Array
  texts: Readonly<Record<string, string>>
}

const BOUNDARY = /^multipart\/form-data\s*;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)/i
const MAX_TEXT_LENGTH = 65_536

/**
 * Reads the parts that the operation names. Rejects unknown parts, parts that repeat, and a body that breaks off.
 * @throws AppError invalid-request, too-large
 */
export async function readForm(
  request: IncomingRequest,
  body: Uint8Array,
  { texts: known }: FormParts,
): Promise<FormContent> {
  const type = request.headers.get('content-type') ?? ''
  const boundary = BOUNDARY.exec(type)
  if (boundary === null) throw invalid('Content-Type', 'needs a boundary of 1 to 70 characters')
  const most = Object.keys(known).length + 1
  rejectManyParts(body, (boundary[1] ?? boundary[2])!, most)
  const form = await parse(type, body)
  const texts: Record<string, string> = Object.create(null) as Record<string, string>
  let file: File | null = null
  for (const [name, value] of form) {
    if (name === 'file' && typeof value !== 'string' && file === null) {
      file = value
    } else if (Object.hasOwn(known, name) && typeof value === 'string' && texts[name] === undefined) {
      if (value.length > MAX_TEXT_LENGTH) throw invalid(name, `has more than ${MAX_TEXT_LENGTH} characters`)
      texts[name] = value
    } else {
      throw invalid(nameInWords(name), 'is an unknown part, repeats, or is a text instead of a file')
    }
  }
  if (file === null) throw invalid('file', 'is required')
  return { fileName: file.name, file: new Uint8Array(await file.arrayBuffer()), texts }
}

/** Each part costs an object, so they are counted before they are read. */
function rejectManyParts(body: Uint8Array, boundary: string, most: number): void {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const delimiter = Buffer.from(`--${boundary}`)
  let found = 0
  for (let at = bytes.indexOf(delimiter); at >= 0; at = bytes.indexOf(delimiter, at + delimiter.length)) {
    found += 1
    if (found > most + 1) throw invalid('The form', `has more than ${most} parts`)
  }
}

/** Node's own parser. It rejects a body without its last boundary. */
async function parse(type: string, body: Uint8Array): Promise<FormData> {
  try {
    return await new Response(body as Uint8Array<ArrayBuffer>, {
      headers: { 'content-type': type },
    }).formData()
  } catch (cause) {
    throw new AppError('invalid-request', {
      detail: 'The form is not valid multipart/form-data, or it did not arrive whole.',
      cause,
    })
  }
}

const nameInWords = (name: string): string => name.replace(/[^\w.-]/g, '').slice(0, 64) || 'A part'

const invalid = (field: string, reason: string): AppError =>
  new AppError('invalid-request', { detail: `${field}: ${reason}.`, errors: [{ field, reason }] })

import { AppError } from './errors'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of bytes that must be UTF-8. @throws AppError invalid-text */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new AppError('invalid-text', { detail: 'The body is not valid UTF-8.', cause })
  }
}

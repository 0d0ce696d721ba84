/** Tells CSV from what is only named so, by the bytes at its beginning. Nothing is ever unpacked. */
import { AppError } from '@/lib/platform/errors'

const SIGNATURES: readonly [name: string, bytes: readonly number[]][] = [
  ['a ZIP archive or an Excel workbook', [0x50, 0x4b, 0x03, 0x04]],
  ['an empty ZIP archive', [0x50, 0x4b, 0x05, 0x06]],
  ['compressed with gzip', [0x1f, 0x8b]],
  ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['compressed with bzip2', [0x42, 0x5a, 0x68]],
  ['compressed with xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['compressed with zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
  ['in UTF-16', [0xff, 0xfe]],
  ['in UTF-16', [0xfe, 0xff]],
]
const BOM = Buffer.from([0xef, 0xbb, 0xbf])

/** @throws AppError invalid-request for an empty file, unsupported-media-type for anything but plain UTF-8 text */
export function checkContent(bytes: Buffer): void {
  if (bytes.length === 0) throw rejectFile('the file is empty')
  const found = SIGNATURES.find(([, signature]) => signature.every((byte, i) => bytes[i] === byte))
  if (found) throw unsupported(found[0])
  requireText(bytes)
  if (bytes.subarray(3, 6).equals(BOM) && bytes.subarray(0, 3).equals(BOM)) {
    throw rejectFile('the file begins with two byte-order marks', 'line 1')
  }
}

/** Of any stretch of the file. @throws AppError unsupported-media-type */
export function requireText(bytes: Buffer): void {
  if (bytes.includes(0)) throw unsupported('not text: it has NUL bytes')
}

const unsupported = (what: string): AppError =>
  new AppError('unsupported-media-type', {
    detail: `The file is ${what}. Save it as plain CSV in UTF-8.`,
    errors: [{ field: 'file', reason: `is ${what}` }],
  })

/** The problem of a file as a whole. */
export const rejectFile = (reason: string, field = 'file'): AppError =>
  new AppError('invalid-request', { detail: `${field}: ${reason}.`, errors: [{ field, reason }] })

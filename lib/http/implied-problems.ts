import type { ProblemCode } from '@/lib/platform/errors'
import { keyModeOf } from '@/lib/contract/idempotency'
import type { FileType, Operation } from '@/lib/contract/operation'

const ANY: ProblemCode[] = ['internal-error', 'unknown-field']
const AUTHENTICATED: ProblemCode[] = [
  'invalid-token',
  'cross-site',
  'missing-permission',
  'tenant-suspended',
  'too-many-requests',
  'database-unavailable',
]
const BODY: ProblemCode[] = [
  'invalid-request',
  'malformed-json',
  'duplicate-key',
  'unsafe-number',
  'invalid-text',
  'too-deep',
  'too-large',
  'unsupported-media-type',
]

const FILE_BODY: Record<FileType, ProblemCode[]> = {
  'text/csv': ['invalid-request', 'invalid-text', 'too-large', 'unsupported-media-type'],
  'application/zip': ['invalid-request', 'too-large', 'unsupported-media-type'],
  'application/octet-stream': ['invalid-request', 'too-large', 'unsupported-media-type'],
  'multipart/form-data': ['invalid-request', 'invalid-text', 'too-large', 'unsupported-media-type'],
}

/** Every problem that an operation can respond with: those its parts imply, and those it declares. */
export function problemsOf(operation: Operation): ProblemCode[] {
  const codes = new Set<ProblemCode>([...ANY, ...operation.errors])
  if (operation.auth === 'scrape-token') codes.add('invalid-token')
  else if (operation.auth !== 'public') AUTHENTICATED.forEach((code) => codes.add(code))
  if (operation.body) BODY.forEach((code) => codes.add(code))
  if (operation.bodyMediaType) FILE_BODY[operation.bodyMediaType].forEach((code) => codes.add(code))
  if (operation.params || operation.query) codes.add('invalid-request')
  const keys = keyModeOf(operation)
  if (keys !== 'none') codes.add('idempotency-mismatch').add('invalid-request')
  if (keys === 'shared') codes.add('request-in-progress')
  if (operation.versioned) codes.add('version-conflict').add('invalid-request')
  if (operation.limit) codes.add('too-many-requests')
  return [...codes]
}

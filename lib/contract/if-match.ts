import { AppError } from '@/lib/platform/errors'
import type { IncomingRequest } from '@/lib/platform/incoming'

/** The version in If-Match, with or without quotes; null without the header. @throws AppError invalid-request */
export function versionInIfMatch({ headers }: Pick<IncomingRequest, 'headers'>): number | null {
  const given = headers.get('if-match')
  if (given === null) return null
  const [, digits] = /^"?(\d{1,9})"?$/.exec(given) ?? []
  if (digits !== undefined) return Number(digits)
  throw new AppError('invalid-request', {
    errors: [{ field: 'If-Match', reason: 'must be one version, such as "3"' }],
  })
}

import { problemResponse } from '@/lib/http/api-response'
import { requestIdOf } from '@/lib/platform/incoming'
import { AppError } from '@/lib/platform/errors'

/** What no other route knows gets a problem, not a page: its callers are machines. */
const unknownRoute = (request: Request): Response =>
  problemResponse(new AppError('not-found', { detail: 'There is no such endpoint.' }), requestIdOf(request))

export {
  unknownRoute as DELETE,
  unknownRoute as GET,
  unknownRoute as PATCH,
  unknownRoute as POST,
  unknownRoute as PUT,
}

import { problemResponse } from '@/lib/http/api-response'
import { requestIdOf } from '@/lib/platform/incoming'
import { AppError } from '@/lib/platform/errors'

/** An unknown API path gets a problem, not a page, because its callers are programs. */
const unknownRoute = (request: Request): Response =>
  problemResponse(new AppError('not-found', { detail: 'There is no such endpoint.' }), requestIdOf(request))

export {
  unknownRoute as DELETE,
  unknownRoute as GET,
  unknownRoute as PATCH,
  unknownRoute as POST,
  unknownRoute as PUT,
}

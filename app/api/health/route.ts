/** Liveness only: without apiRoute, so that the bench can use it as its baseline. */
export const GET = (): Response => Response.json({ status: 'ok' })

/** Alive, and nothing else: without apiRoute, so that it is also the floor that the bench compares with. */
export const GET = (): Response => Response.json({ status: 'ok' })

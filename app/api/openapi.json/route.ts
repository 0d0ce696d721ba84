import { buildOpenApi } from '@/lib/http/openapi'
import { allOperations } from '@/app/api/operations'

/** Made at the first request: the operations do not change while the process lives. */
let contract: string | undefined

export const GET = (): Response =>
  new Response((contract ??= JSON.stringify(buildOpenApi(allOperations))), {
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=60' },
  })

import { buildOpenApi } from '@/lib/http/openapi'
import { allOperations } from '@/app/api/operations'

/** Built at the first request: operations do not change while the process runs. */
let contract: string | undefined

export const GET = (): Response =>
  new Response((contract ??= JSON.stringify(buildOpenApi(allOperations))), {
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=60' },
  })

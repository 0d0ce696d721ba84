import { buildOpenApi } from '@/lib/http/openapi'
import { singleton } from '@/lib/platform/singleton'
import { allOperations } from '@/app/api/operations'

/** Built at the first request: operations do not change while the process runs. */
const contract = (): string => singleton('openapi', () => JSON.stringify(buildOpenApi(allOperations)))

export const GET = (): Response =>
  new Response(contract(), {
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=60' },
  })

import { hash } from 'node:crypto'
import { buildOpenApi } from '@/lib/http/openapi'
import { singleton } from '@/lib/platform/singleton'
import { allOperations } from '@/app/api/operations'

/** Built at the first request: operations do not change while the process runs. */
const contract = () =>
  singleton('openapi', () => {
    const text = JSON.stringify(buildOpenApi(allOperations))
    return { text, etag: `"${hash('sha256', text, 'hex')}"` }
  })

/** Clients that have the contract get 304: it is some hundreds of kilobytes, for anybody who asks. */
export function GET(request: Request): Response {
  const { text, etag } = contract()
  const headers = { 'cache-control': 'public, max-age=60', etag }
  const known = request.headers.get('if-none-match')?.split(',') ?? []
  if (known.some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, ''))))
    return new Response(null, { status: 304, headers })
  return new Response(text, { headers: { ...headers, 'content-type': 'application/json' } })
}

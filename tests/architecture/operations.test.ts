import path from 'node:path'
import { buildOpenApi } from '@/lib/http/openapi'
import { GET } from '@/app/api/openapi.json/route'
import { allOperations } from '@/app/api/operations'
import { readSource, sourceFiles } from '../support/source-files'

/** Routes that are no operations of ours, each with the reason. */
const NOT_OPERATIONS: Record<string, string> = {
  'app/api/[...unknown]/route.ts': 'responds to unknown paths',
  'app/api/auth/[...nextauth]/route.ts': 'belongs to next-auth',
  'app/api/health/route.ts': 'must respond without database and model',
  'app/api/openapi.json/route.ts': 'is the contract itself',
}

const routeFiles = sourceFiles(['app/api'], ['/route.ts'])
const key = (method: string, route: string): string => `${method} ${route}`

/** `export const { GET } = apiRoutes(scoreOperation)` serves the operation whose id is `score`. */
function servedBy(file: string): string[] {
  const call = readSource(file).match(/apiRoutes\(([^)]*)\)/)?.[1] ?? ''
  return call
    .split(',')
    .map((name) => name.trim().replace(/Operation$/, ''))
    .filter((name) => name !== '')
}

function pathOf(file: string): string {
  const folder = path.posix.dirname(file).replace(/^app/, '')
  return folder.replace(/\[([^\]]+)\]/g, '{$1}')
}

describe('operations', () => {
  it('have unique ids and unique methods on their paths', () => {
    const ids = allOperations.map((operation) => operation.id)
    const keys = allOperations.map((operation) => key(operation.method, operation.path))
    expect(ids.length).toBeGreaterThan(0)
    expect(ids).toHaveLength(new Set(ids).size)
    expect(keys).toHaveLength(new Set(keys).size)
  })

  it('are served by exactly the route files', () => {
    const served = routeFiles
      .filter((file) => !(file in NOT_OPERATIONS))
      .flatMap((file) => servedBy(file).map((id) => `${id} at ${pathOf(file)}`))
    const bare = ['/api/health']
    const expected = allOperations
      .filter((operation) => !bare.includes(operation.path))
      .map((operation) => `${operation.id} at ${operation.path}`)
    expect(served.sort()).toEqual(expected.sort())
  })

  it('exist for every route file', () => {
    const silent = routeFiles.filter((file) => !(file in NOT_OPERATIONS) && servedBy(file).length === 0)
    expect(silent).toEqual([])
    expect(Object.keys(NOT_OPERATIONS).filter((file) => !routeFiles.includes(file))).toEqual([])
  })

  it('equal those of the OpenAPI document', () => {
    const { paths } = buildOpenApi(allOperations) as { paths: Record<string, Record<string, unknown>> }
    const documented = Object.entries(paths).flatMap(([route, item]) =>
      Object.keys(item).map((method) => key(method.toUpperCase(), route)),
    )
    expect(documented.sort()).toEqual(
      allOperations.map((operation) => key(operation.method, operation.path)).sort(),
    )
  })
})

describe('the contract', () => {
  const get = (etag?: string) =>
    GET(new Request('http://localhost/api/openapi.json', { headers: etag ? { 'if-none-match': etag } : {} }))

  it('is sent once to a client that asks again with its ETag', async () => {
    const first = get()
    const etag = first.headers.get('etag') ?? ''
    expect(await first.json()).toHaveProperty('openapi')
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = get(known)
      expect({ known, status: again.status, etag: again.headers.get('etag') }).toEqual({
        known,
        status: 304,
        etag,
      })
      expect(await again.text()).toBe('')
    }
    expect(get('"other"').status).toBe(200)
  })
})

import { apiHref, fillPath } from '@/components/http/api-path'
import { allOperations } from '@/app/api/operations'

it('encodes the parameters of the path', () => {
  const params = { account_id: 'a/b?c#d e%' }
  expect(apiHref('GET /api/entities/{account_id}/network', { params })).toBe(
    '/api/entities/a%2Fb%3Fc%23d%20e%25/network',
  )
})

it('encodes the query and leaves out what is undefined', () => {
  const query = { q: '+49&x=1', limit: 8, status: undefined }
  expect(apiHref('GET /api/cases', { query })).toBe('/api/cases?q=%2B49%26x%3D1&limit=8')
  expect(apiHref('GET /api/cases', { query: {} })).toBe('/api/cases')
})

it('throws when a parameter is missing', () => {
  expect(() => fillPath('/api/cases/{id}', {}, {})).toThrow('/api/cases/{id} needs id')
})

it.each(allOperations.map(({ method, path, params }) => [`${method} ${path}`, path, params] as const))(
  'fills %s with the parameters that its schema names',
  (_, path, params) => {
    const names = Object.keys(params?.shape ?? {})
    const filled = fillPath(path, Object.fromEntries(names.map((name) => [name, 'x'])), {})
    expect(filled).toBe(path.replace(/\{\w+\}/g, 'x'))
    expect(path.match(/\{\w+\}/g) ?? []).toHaveLength(names.length)
  },
)

import { z } from 'zod'
import { listUrl } from '@/components/list-page/list-url'

const url = listUrl({
  path: '/things',
  fields: {
    tab: z.enum(['open', 'closed']).default('open'),
    risk_band: z.enum(['high', 'low']).optional(),
    kind: z.string().trim().min(1).max(8).optional(),
    id: z.string().trim().min(1).max(8).optional(),
  },
  neutral: ['tab'],
  presentNames: ({ band, ...params }) => ({ ...params, risk_band: params.risk_band ?? band }),
  complete: (filter) => (filter.kind && filter.id ? filter : { ...filter, kind: undefined, id: undefined }),
})
const viewAt = (href: string) =>
  url.parse(Object.fromEntries(new URL(href, 'http://here.invalid').searchParams))

it('reads the defaults from an empty URL and writes nothing for them', () => {
  const view = url.parse({})
  expect(view.filter).toEqual({ tab: 'open', risk_band: undefined, kind: undefined, id: undefined })
  expect(url.href(view.filter)).toBe('/things')
})

it.each(['/things?tab=closed&risk_band=high', '/things?kind=a&id=b%2Fc&cursor=c2&prev=c0~c1'])(
  'writes the URL that it reads: %s',
  (href) =>
    expect(viewAt(url.currentHref(viewAt(href)))).toEqual(viewAt(new URL(href, 'http://here.invalid').href)),
)

it('drops unknown, repeated and incomplete values', () => {
  const params = { tab: 'lost', risk_band: ['high', 'low'], kind: 'a', other: 'x', cursor: 'x'.repeat(600) }
  expect(url.currentHref(url.parse(params))).toBe('/things')
})

it('reads former names and prefers the present one', () => {
  expect(url.parse({ band: 'low' }).filter.risk_band).toBe('low')
  expect(url.parse({ band: 'low', risk_band: 'high' }).filter.risk_band).toBe('high')
  expect(url.href(url.parse({ band: 'low' }).filter)).toBe('/things?risk_band=low')
})

it('distinguishes filters from the choice of a list, and removes one or all', () => {
  const { filter } = viewAt('/things?tab=closed&risk_band=high&kind=a&id=b')
  expect(url.narrowing(filter)).toEqual({ risk_band: 'high', kind: 'a', id: 'b' })
  expect(url.withoutHref(filter, 'id')).toBe('/things?tab=closed&risk_band=high')
  expect(url.clearedHref(filter)).toBe('/things?tab=closed')
})

it('returns to each previous page after going forward', () => {
  const visited = ['/things?risk_band=high']
  for (const cursor of ['c1', 'c2', 'c3'])
    visited.push(url.nextHref(viewAt(visited.at(-1) ?? ''), cursor) ?? '')
  for (let page = visited.length - 1; page > 0; page--) {
    const view = viewAt(visited[page] ?? '')
    expect(url.currentHref(view)).toBe(visited[page])
    expect(url.previousHref(view)).toBe(visited[page - 1])
  }
  expect(url.previousHref(viewAt(visited[0] ?? ''))).toBeNull()
  expect(url.nextHref(viewAt('/things'), null)).toBeNull()
})

it('keeps the cursors of 40 previous pages', () => {
  let view = viewAt('/things')
  for (let page = 1; page <= 60; page++) view = viewAt(url.nextHref(view, `c${page}`) ?? '')
  expect(view.prev?.split('~')).toHaveLength(40)
  expect(view.prev?.endsWith('~c59')).toBe(true)
})

it('starts at the first page when a filter changes', () => {
  const view = viewAt('/things?risk_band=high&cursor=c2&prev=c1')
  expect(url.href({ ...view.filter, risk_band: 'low' })).toBe('/things?risk_band=low')
})

it('drops an unknown cursor', () => {
  const byId = listUrl({ path: '/ids', fields: {}, cursor: z.uuid() })
  expect(byId.parse({ cursor: 'c1' }).cursor).toBeUndefined()
})

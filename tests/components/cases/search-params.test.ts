import { casesUrl, toCaseFilter } from '@/app/(workspace)/cases/(list)/search-params'
import { caseFilter } from '@/lib/desk/cases/schema'

const viewAt = (href: string) =>
  casesUrl.parse(Object.fromEntries(new URL(href, 'http://here.invalid').searchParams))

it('lists cases that are not closed, last updated first, by default', () => {
  const view = casesUrl.parse({})
  expect(toCaseFilter(view)).toMatchObject({ status: 'active', order: 'updated' })
  expect(casesUrl.narrowing(view.filter)).toEqual({})
  expect(casesUrl.currentHref(view)).toBe('/cases')
})

it.each([
  ['/cases?overdue=true', { status: 'active', overdue: true }],
  ['/cases?priority=critical', { priority: 'critical' }],
  ['/cases?assigned_to=unassigned&order=due', { assigned_to: 'unassigned', order: 'due' }],
  ['/cases?status=closed&q=CASE-12', { status: 'closed', q: 'CASE-12' }],
])('reads %s as the filter of the API', (href, filter) => {
  expect(caseFilter.parse(toCaseFilter(viewAt(href)))).toMatchObject(filter)
  expect(casesUrl.currentHref(viewAt(href))).toBe(href)
  expect(casesUrl.narrowing(viewAt(href).filter)).not.toEqual({})
})

it('lists every status for status=all', () => {
  expect(caseFilter.parse(toCaseFilter(viewAt('/cases?status=all'))).status).toBeUndefined()
})

it('falls back to the default for unknown and repeated values', () => {
  const params = {
    status: 'lost',
    priority: ['low', 'high'],
    overdue: 'yes',
    assigned_to: 'nobody',
    order: '',
  }
  expect(casesUrl.currentHref(casesUrl.parse(params))).toBe('/cases')
})

it('returns to each previous page after going forward', () => {
  const visited = ['/cases?priority=high']
  for (const cursor of ['c1', 'c2', 'c3'])
    visited.push(casesUrl.nextHref(viewAt(visited.at(-1) ?? ''), cursor) ?? '')
  for (let page = visited.length - 1; page > 0; page--) {
    expect(casesUrl.previousHref(viewAt(visited[page] ?? ''))).toBe(visited[page - 1])
  }
  expect(casesUrl.previousHref(viewAt(visited[0] ?? ''))).toBeNull()
})

import {
  casesHref,
  isFiltered,
  nextPageHref,
  parseCasesView,
  previousPageHref,
  toCaseFilter,
} from '@/app/(workspace)/cases/(list)/search-params'
import { caseFilter } from '@/lib/desk/cases/schema'

const viewAt = (href: string) =>
  parseCasesView(Object.fromEntries(new URL(href, 'http://here.invalid').searchParams))

it('is what is not closed, touched last first, unless the address says otherwise', () => {
  const view = parseCasesView({})
  expect(toCaseFilter(view)).toMatchObject({ status: 'active', order: 'updated' })
  expect(isFiltered(view)).toBe(false)
  expect(casesHref(view)).toBe('/cases')
})

it.each([
  ['/cases?overdue=true', { status: 'active', overdue: true }],
  ['/cases?priority=critical', { priority: 'critical' }],
  ['/cases?assigned_to=unassigned&order=due', { assigned_to: 'unassigned', order: 'due' }],
  ['/cases?status=closed&q=CASE-12', { status: 'closed', q: 'CASE-12' }],
])('reads %s as the filter of the API', (href, filter) => {
  expect(caseFilter.parse(toCaseFilter(viewAt(href)))).toMatchObject(filter)
  expect(casesHref(viewAt(href))).toBe(href)
  expect(isFiltered(viewAt(href))).toBe(true)
})

it('means every status by all', () => {
  expect(caseFilter.parse(toCaseFilter(viewAt('/cases?status=all'))).status).toBeUndefined()
})

it('falls back to the default for values that it does not know or that come twice', () => {
  const params = {
    status: 'lost',
    priority: ['low', 'high'],
    overdue: 'yes',
    assigned_to: 'nobody',
    order: '',
  }
  expect(casesHref(parseCasesView(params))).toBe('/cases')
})

it('comes back to where it was after going forward, at any depth', () => {
  const visited = ['/cases?priority=high']
  for (const cursor of ['c1', 'c2', 'c3']) visited.push(nextPageHref(viewAt(visited.at(-1) ?? ''), cursor))
  for (let page = visited.length - 1; page > 0; page--) {
    expect(previousPageHref(viewAt(visited[page] ?? ''))).toBe(visited[page - 1])
  }
  expect(previousPageHref(viewAt(visited[0] ?? ''))).toBeNull()
})

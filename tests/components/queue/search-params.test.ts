import {
  isFiltered,
  nextPageHref,
  parseQueueView,
  previousPageHref,
  queueHref,
  toQueueInput,
} from '@/app/(workspace)/queue/search-params'

const viewAt = (href: string) =>
  parseQueueView(Object.fromEntries(new URL(href, 'http://here.invalid').searchParams))

it('is the pending rows by expected loss unless the address says otherwise', () => {
  const view = parseQueueView({})
  expect(toQueueInput(view)).toMatchObject({ decided: false, order: 'loss' })
  expect(isFiltered(view)).toBe(false)
  expect(queueHref(view)).toBe('/queue')
})

it.each([
  ['/queue?status=all', { decided: undefined }],
  ['/queue?status=decided&risk=high', { decided: true, risk: 'high' }],
  ['/queue?outcome=block&order=time', { outcome: 'block', order: 'time', decided: false }],
])('reads %s', (href, input) => expect(toQueueInput(viewAt(href))).toMatchObject(input))

it('falls back to the default for values that it does not know or that come twice', () => {
  const view = parseQueueView({
    risk: 'extreme',
    status: ['all', 'pending'],
    order: '',
    cursor: 'x'.repeat(600),
  })
  expect(queueHref(view)).toBe('/queue')
  expect(view.cursor).toBeUndefined()
})

it('comes back to where it was after going forward, at any depth', () => {
  const visited = ['/queue?risk=high&order=time']
  for (const cursor of ['c1', 'c2', 'c3']) visited.push(nextPageHref(viewAt(visited.at(-1) ?? ''), cursor))
  for (let page = visited.length - 1; page > 0; page--) {
    expect(previousPageHref(viewAt(visited[page] ?? ''))).toBe(visited[page - 1])
  }
  expect(previousPageHref(viewAt(visited[0] ?? ''))).toBeNull()
})

it('starts at the first page when a filter changes', () => {
  const view = viewAt('/queue?risk=high&cursor=c2&prev=c1')
  expect(queueHref({ ...view, risk: 'low' })).toBe('/queue?risk=low')
})

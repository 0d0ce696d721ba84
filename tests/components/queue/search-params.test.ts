import {
  currentHref,
  filterOf,
  narrowedBy,
  nextPageHref,
  parseQueueView,
  previousPageHref,
  queueHref,
  toNextAlert,
  toQueueInput,
} from '@/app/(workspace)/queue/search-params'

const viewAt = (href: string) =>
  parseQueueView(Object.fromEntries(new URL(href, 'http://here.invalid').searchParams))

it('is the open alerts by expected loss unless the address says otherwise', () => {
  const view = parseQueueView({})
  expect(toQueueInput(view)).toMatchObject({ decided: false, outcome: 'flagged', order: 'loss' })
  expect(narrowedBy(filterOf(view))).toEqual({})
  expect(queueHref(view)).toBe('/queue')
})

it.each([
  ['/queue?status=all&outcome=all', { decided: undefined, outcome: undefined }],
  ['/queue?status=decided&risk=high', { decided: true, risk: 'high', outcome: 'flagged' }],
  ['/queue?outcome=block&order=time', { outcome: 'block', order: 'time', decided: false }],
  [
    '/queue?type=TRANSFER&min_amount=10&max_amount=99.50&age=7d',
    { type: 'TRANSFER', min_amount: '10', max_amount: '99.50', age: '7d' },
  ],
])('reads %s', (href, input) => expect(toQueueInput(viewAt(href))).toMatchObject(input))

it.each([
  '/queue?status=all&outcome=all',
  '/queue?outcome=block&risk=high&type=TRANSFER&min_amount=10&max_amount=99.50&age=7d&order=time',
])('writes the address that it reads: %s', (href) =>
  expect(viewAt(queueHref(viewAt(href)))).toEqual(viewAt(href)),
)

it('falls back to the default for values that it does not know or that come twice', () => {
  const view = parseQueueView({
    risk: 'extreme',
    status: ['all', 'pending'],
    order: '',
    type: 'BARTER',
    min_amount: '',
    max_amount: '1,000',
    age: '1y',
    cursor: 'x'.repeat(600),
  })
  expect(queueHref(view)).toBe('/queue')
  expect(view.cursor).toBeUndefined()
})

it('names what narrows the list, but not its order', () => {
  const filter = filterOf(viewAt('/queue?order=time&status=decided&age=24h'))
  expect(narrowedBy(filter)).toEqual({ status: 'decided', age: '24h' })
})

it('asks for the next alert of the same view, whose decision is always open', () => {
  const filter = filterOf(viewAt('/queue?risk=high&outcome=all&status=decided&age=24h&order=time'))
  expect(toNextAlert(filter)).toEqual({ order: 'time', band: 'high', age: '24h' })
})

it('comes back to where it was after going forward, at any depth', () => {
  const visited = ['/queue?risk=high&order=time']
  for (const cursor of ['c1', 'c2', 'c3']) visited.push(nextPageHref(viewAt(visited.at(-1) ?? ''), cursor))
  for (let page = visited.length - 1; page > 0; page--) {
    const view = viewAt(visited[page] ?? '')
    expect(previousPageHref(view)).toBe(visited[page - 1])
    expect(currentHref(view)).toBe(visited[page])
  }
  expect(previousPageHref(viewAt(visited[0] ?? ''))).toBeNull()
})

it('starts at the first page when a filter changes', () => {
  const view = viewAt('/queue?risk=high&cursor=c2&prev=c1')
  expect(queueHref({ ...filterOf(view), risk: 'low' })).toBe('/queue?risk=low')
})

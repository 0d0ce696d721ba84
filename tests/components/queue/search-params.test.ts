import {
  currentHref,
  filterOf,
  narrowedBy,
  nextPageHref,
  parseQueueView,
  previousPageHref,
  queueHref,
  toFilter,
  toNextAlert,
} from '@/app/(workspace)/queue/search-params'

const viewAt = (href: string) =>
  parseQueueView(Object.fromEntries(new URL(href, 'http://here.invalid').searchParams))

it('is the open alerts by expected loss unless the address says otherwise', () => {
  const view = parseQueueView({})
  expect(toFilter(view)).toMatchObject({ decision: 'pending', outcome: 'flagged', order: 'loss' })
  expect(narrowedBy(filterOf(view))).toEqual({})
  expect(queueHref(view)).toBe('/queue')
})

it.each([
  ['/queue?decision=all&outcome=all', { decision: undefined, outcome: undefined }],
  ['/queue?decision=decided&risk_band=high', { decision: 'decided', risk_band: 'high', outcome: 'flagged' }],
  ['/queue?outcome=block&order=time', { outcome: 'block', order: 'time', decision: 'pending' }],
  [
    '/queue?type=TRANSFER&min_amount=10&max_amount=99.50&age=7d',
    { type: 'TRANSFER', min_amount: '10', max_amount: '99.50', age: '7d' },
  ],
])('reads %s', (href, input) => expect(toFilter(viewAt(href))).toMatchObject(input))

it.each([
  '/queue?decision=all&outcome=all',
  '/queue?outcome=block&risk_band=high&type=TRANSFER&min_amount=10&max_amount=99.50&age=7d&order=time',
])('writes the address that it reads: %s', (href) =>
  expect(viewAt(queueHref(viewAt(href)))).toEqual(viewAt(href)),
)

it('falls back to the default for values that it does not know or that come twice', () => {
  const view = parseQueueView({
    risk_band: 'extreme',
    decision: ['all', 'pending'],
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
  const filter = filterOf(viewAt('/queue?order=time&decision=decided&age=24h'))
  expect(narrowedBy(filter)).toEqual({ decision: 'decided', age: '24h' })
})

it('asks for the next alert of the same view, whose decision is always open', () => {
  const filter = filterOf(viewAt('/queue?risk_band=high&outcome=all&decision=decided&age=24h&order=time'))
  expect(toNextAlert(filter)).toEqual({ order: 'time', risk_band: 'high', age: '24h' })
})

it('comes back to where it was after going forward, at any depth', () => {
  const visited = ['/queue?risk_band=high&order=time']
  for (const cursor of ['c1', 'c2', 'c3']) visited.push(nextPageHref(viewAt(visited.at(-1) ?? ''), cursor))
  for (let page = visited.length - 1; page > 0; page--) {
    const view = viewAt(visited[page] ?? '')
    expect(previousPageHref(view)).toBe(visited[page - 1])
    expect(currentHref(view)).toBe(visited[page])
  }
  expect(previousPageHref(viewAt(visited[0] ?? ''))).toBeNull()
})

it('starts at the first page when a filter changes', () => {
  const view = viewAt('/queue?risk_band=high&cursor=c2&prev=c1')
  expect(queueHref({ ...filterOf(view), risk_band: 'low' })).toBe('/queue?risk_band=low')
})

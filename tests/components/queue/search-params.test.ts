import { queueUrl, toFilter, toNextAlert } from '@/app/(workspace)/queue/search-params'

const viewAt = (href: string) =>
  queueUrl.parse(Object.fromEntries(new URL(href, 'http://here.invalid').searchParams))

it('lists the pending alerts by expected loss by default', () => {
  const view = queueUrl.parse({})
  expect(toFilter(view.filter)).toMatchObject({ decision: 'pending', outcome: 'flagged', order: 'loss' })
  expect(queueUrl.narrowing(view.filter)).toEqual({})
  expect(queueUrl.currentHref(view)).toBe('/queue')
})

it.each([
  ['/queue?decision=all&outcome=all', { decision: undefined, outcome: undefined }],
  ['/queue?decision=decided&risk_band=high', { decision: 'decided', risk_band: 'high', outcome: 'flagged' }],
  ['/queue?outcome=block&order=time', { outcome: 'block', order: 'time', decision: 'pending' }],
  [
    '/queue?type=TRANSFER&min_amount=10&max_amount=99.50&age=7d',
    { type: 'TRANSFER', min_amount: '10', max_amount: '99.50', age: '7d' },
  ],
])('reads %s', (href, input) => expect(toFilter(viewAt(href).filter)).toMatchObject(input))

it.each([
  '/queue?decision=all&outcome=all',
  '/queue?outcome=block&risk_band=high&type=TRANSFER&min_amount=10&max_amount=99.50&age=7d&order=time',
])('writes the URL that it reads: %s', (href) =>
  expect(viewAt(queueUrl.currentHref(viewAt(href)))).toEqual(viewAt(href)),
)

it('falls back to the default for unknown and repeated values', () => {
  const view = queueUrl.parse({
    risk_band: 'extreme',
    decision: ['all', 'pending'],
    order: '',
    type: 'BARTER',
    min_amount: '',
    max_amount: '1,000',
    age: '1y',
    cursor: 'x'.repeat(600),
  })
  expect(queueUrl.currentHref(view)).toBe('/queue')
  expect(view.cursor).toBeUndefined()
})

it('names the filters of the list, but not its order', () => {
  const filter = viewAt('/queue?order=time&decision=decided&age=24h').filter
  expect(queueUrl.narrowing(filter)).toEqual({ decision: 'decided', age: '24h' })
})

it('requests the next alert of the same view, always without a decision', () => {
  const filter = viewAt('/queue?risk_band=high&outcome=all&decision=decided&age=24h&order=time').filter
  expect(toNextAlert(filter)).toEqual({ order: 'time', risk_band: 'high', age: '24h' })
})

it('returns to each previous page after going forward', () => {
  const visited = ['/queue?risk_band=high&order=time']
  for (const cursor of ['c1', 'c2', 'c3'])
    visited.push(queueUrl.nextHref(viewAt(visited.at(-1) ?? ''), cursor) ?? '')
  for (let page = visited.length - 1; page > 0; page--) {
    const view = viewAt(visited[page] ?? '')
    expect(queueUrl.previousHref(view)).toBe(visited[page - 1])
    expect(queueUrl.currentHref(view)).toBe(visited[page])
  }
  expect(queueUrl.previousHref(viewAt(visited[0] ?? ''))).toBeNull()
})

it('starts at the first page when a filter changes', () => {
  const view = viewAt('/queue?risk_band=high&cursor=c2&prev=c1')
  expect(queueUrl.href({ ...view.filter, risk_band: 'low' })).toBe('/queue?risk_band=low')
})

it.each([
  ['/queue?risk=high', '/queue?risk_band=high'],
  ['/queue?band=low', '/queue?risk_band=low'],
  ['/queue?status=decided&risk=high', '/queue?risk_band=high&decision=decided'],
  ['/queue?status=all', '/queue?decision=all'],
  ['/queue?risk=high&risk_band=low', '/queue?risk_band=low'],
])('reads the former URL %s', (former, present) => expect(viewAt(former)).toEqual(viewAt(present)))

it('drops a cursor that was issued for former names', () => {
  expect(viewAt('/queue?risk=high&cursor=c1&prev=c0')).toMatchObject({ cursor: undefined, prev: undefined })
})

import { originOf } from '@/app/(workspace)/transactions/[id]/search-params'

it('links back to the list it was opened from, and knows the next row there', () => {
  expect(originOf('/queue?risk_band=high&order=time&cursor=c1')).toEqual({
    href: '/queue?risk_band=high&order=time&cursor=c1',
    label: 'Back to the queue',
    next: { order: 'time', risk_band: 'high', outcome: 'flagged' },
  })
  expect(originOf('/investigate?q=C1')).toMatchObject({
    href: '/investigate?q=C1',
    label: 'Back to the search',
    next: { order: 'loss' },
  })
  expect(originOf('/entities/C%2F1?kind=device')).toMatchObject({ href: '/entities/C%2F1?kind=device' })
})

it.each([
  undefined,
  '',
  'https://elsewhere.example/queue',
  '//elsewhere.example/queue',
  '/\\elsewhere.example',
  '/%2F/elsewhere.example',
  'javascript:alert(1)',
  '/unknown',
  '/api/queue',
  ['/queue', '/cases'],
])('links to the queue for %j', (from) => expect(originOf(from)).toMatchObject({ href: '/queue' }))

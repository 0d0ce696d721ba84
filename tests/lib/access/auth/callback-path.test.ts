import { safeCallbackPath } from '@/lib/access/auth/callback-path'

test.each(['/queue', '/queue?risk=high&cursor=abc', '/transactions/0190-a#why', '/'])(
  'accepts the path %s',
  (path) => {
    expect(safeCallbackPath(path)).toBe(path)
  },
)

test.each([
  '//evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  'https:evil.test',
  'https://evil.test/queue',
  '%2f%2fevil.test',
  '/%2f%2fevil.test',
  '/%5cevil.test',
  '/.//evil.test',
  '/x/..//evil.test',
  'javascript:alert(1)',
  '/\tevil',
  '/\n/evil.test',
  'queue',
  '',
  null,
  undefined,
])('replaces %s by the start page', (value) => {
  expect(safeCallbackPath(value)).toBe('/')
})

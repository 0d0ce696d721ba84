import { readdirSync } from 'node:fs'
import path from 'node:path'
import { allOperations } from '@/app/api/operations'
import { config } from '@/middleware'

const patterns = config.matcher.map((matcher) => new RegExp(`^${matcher}$`))
const covers = (pathname: string): boolean => patterns.some((pattern) => pattern.test(pathname))

// A matched request body is cut at 10 MB without an error, and each matched call costs throughput.
describe('the middleware matcher', () => {
  it.each(['/', '/login', '/queue', '/transactions/0195', '/docs', '/apiary'])(
    'covers the page %s',
    (pathname) => {
      expect(covers(pathname)).toBe(true)
    },
  )

  it('covers no static file', () => {
    const files = readdirSync('public', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `/${path.relative('public', path.join(entry.parentPath, entry.name))}`)
    expect(files).toContain('/icon.svg')
    expect(files.filter(covers)).toEqual([])
  })

  it('covers no operation', () => {
    const paths = ['/api', '/api/health', '/api/auth/session', ...allOperations.map(({ path }) => path)]
    expect(paths.filter((path) => covers(path.replace(/\{[^}]+\}/g, 'some-id')))).toEqual([])
  })
})

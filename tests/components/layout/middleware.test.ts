import { NextRequest } from 'next/server'
import { config, middleware } from '@/middleware'

const visit = (path: string, cookie?: string) =>
  middleware(new NextRequest(`http://bank.example${path}`, cookie ? { headers: { cookie } } : {}))

it('redirects requests without a session cookie to the sign-in screen, with the requested URL', () => {
  const response = visit('/queue?risk_band=high')
  expect(response.status).toBe(307)
  expect(response.headers.get('location')).toBe(
    'http://bank.example/login?callbackUrl=%2Fqueue%3Frisk_band%3Dhigh',
  )
})

it.each([
  '/login',
  '/forgot-password',
  '/reset-password',
  '/accept-invitation',
  '/docs',
  '/docs/problems/not-found',
])('serves %s without a session', (path) => {
  expect(visit(path).headers.get('location')).toBeNull()
})

it('does not treat a path that only begins like a public one as public', () => {
  expect(visit('/loginx').status).toBe(307)
  expect(visit('/docs.txt').status).toBe(307)
})

it('sends every page with its own nonce and hardening headers', () => {
  const [first, second] = [visit('/queue', 'sentinel-session=x'), visit('/queue', 'sentinel-session=x')]
  const nonceOf = (response: Response) =>
    /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1]
  expect(nonceOf(first)).toMatch(/^[A-Za-z0-9+/=]{40,}$/)
  expect(nonceOf(first)).not.toBe(nonceOf(second))
  expect(first.headers.get('x-content-type-options')).toBe('nosniff')
})

it('runs on pages and never on the API or on files', () => {
  const [pattern] = config.matcher
  const runsOn = (path: string) => new RegExp(`^${pattern}$`).test(path)
  expect(['/queue', '/', '/transactions/x', '/apixy', '/docs'].filter(runsOn)).toHaveLength(5)
  const files = [
    '/_next/static/a.js',
    '/vendor/a.css',
    '/icon.svg',
    '/manifest.webmanifest',
    '/samples/a.csv',
  ]
  expect(['/api', '/api/score', ...files].filter(runsOn)).toEqual([])
  expect(['/icon.svgx', '/robots.txt/more', '/samplesx'].filter(runsOn)).toHaveLength(3)
})

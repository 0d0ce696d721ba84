import { listenHost } from '../../scripts/bootstrap/configuration.mjs'

const given = { ...process.env }
afterEach(() => {
  process.env = { ...given }
})

test.each([
  ['the embedded database with its demo', {}, '127.0.0.1'],
  ['an external database with a demo', { DATABASE_URL: 'postgres://db', SENTINEL_DEMO: '1' }, '127.0.0.1'],
  ['an external database', { DATABASE_URL: 'postgres://db' }, undefined],
  ['a given address', { HOST: '0.0.0.0' }, '0.0.0.0'],
])('with %s, the server listens on the right addresses', (_, settings, host) => {
  for (const name of ['HOST', 'DATABASE_URL', 'SENTINEL_DEMO']) delete process.env[name]
  Object.assign(process.env, settings)
  expect(listenHost()).toBe(host)
})

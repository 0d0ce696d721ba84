import { parseEnv } from '@/lib/platform/env'

const COMPLETE = {
  DATABASE_URL: 'postgresql://app:pw@127.0.0.1:5432/sentinel',
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 'a'.repeat(32),
  SENTINEL_JWT_SECRET: 'b'.repeat(32),
  SENTINEL_TENANT_SEAL_KEY: 'c'.repeat(32),
}

test('a complete environment is read, with defaults for what has one', () => {
  expect(parseEnv(COMPLETE)).toMatchObject({ ...COMPLETE, LOG_LEVEL: 'info', SENTINEL_DEMO: '0' })
})

test('one error lists everything that is missing or wrong, without showing a value', () => {
  const bad = { ...COMPLETE, DATABASE_URL: '', NEXTAUTH_SECRET: 'short-secret', NEXTAUTH_URL: 'ftp://x' }
  let message = ''
  try {
    parseEnv(bad)
  } catch (error) {
    message = (error as Error).message
  }
  expect(message).toMatch(/DATABASE_URL: is missing/)
  expect(message).toMatch(/NEXTAUTH_SECRET: must have at least 32 characters/)
  expect(message).toMatch(/NEXTAUTH_URL: must be/)
  expect(message).not.toContain('short-secret')
})

test.each(Object.keys(COMPLETE))('%s is required', (name) => {
  expect(() => parseEnv({ ...COMPLETE, [name]: undefined })).toThrow(`${name}: is missing`)
})

test('two doors may not share a key', () => {
  expect(() => parseEnv({ ...COMPLETE, NEXTAUTH_SECRET: COMPLETE.SENTINEL_JWT_SECRET })).toThrow(
    'must differ',
  )
})

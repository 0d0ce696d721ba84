import { parseEnv } from '@/lib/platform/env'

const COMPLETE = {
  DATABASE_URL: 'postgresql://app:pw@127.0.0.1:5432/sentinel',
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 'a'.repeat(32),
  SENTINEL_JWT_SECRET: 'b'.repeat(32),
  SENTINEL_TENANT_SEAL_KEY: 'c'.repeat(32),
}

test('a complete environment is read with its defaults', () => {
  expect(parseEnv(COMPLETE)).toMatchObject({
    ...COMPLETE,
    LOG_LEVEL: 'info',
    SENTINEL_DEMO: '0',
    SENTINEL_RATE_LIMIT: 2_000,
    SENTINEL_USER_ROWS_PER_HOUR: 20_000,
    SENTINEL_KEY_ROWS_PER_HOUR: 100_000,
    SENTINEL_MODEL_CACHE_MB: 256,
    SENTINEL_TRAINING_NICE: 19,
  })
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

test('rejects equal secrets', () => {
  expect(() => parseEnv({ ...COMPLETE, NEXTAUTH_SECRET: COMPLETE.SENTINEL_JWT_SECRET })).toThrow(
    'must differ',
  )
})

test('an SMTP server is a URL and comes with a sender', () => {
  const mail = {
    SENTINEL_SMTP_URL: 'smtps://user:p%40ss@mail.example',
    SENTINEL_MAIL_FROM: 'desk@bank.example',
  }
  expect(parseEnv({ ...COMPLETE, ...mail })).toMatchObject(mail)
  expect(() => parseEnv({ ...COMPLETE, ...mail, SENTINEL_MAIL_FROM: '' })).toThrow('SENTINEL_MAIL_FROM')
  expect(() => parseEnv({ ...COMPLETE, ...mail, SENTINEL_SMTP_URL: 'mail.example:587' })).toThrow(
    'must be an smtp:// or smtps:// URL',
  )
})

test.each(['0', '19'])('a niceness of %s is accepted for the trainer', (nice) => {
  expect(parseEnv({ ...COMPLETE, SENTINEL_TRAINING_NICE: nice }).SENTINEL_TRAINING_NICE).toBe(Number(nice))
})

test.each(['-1', '20', '1.5', '01', 'low'])('a niceness of %s is rejected', (nice) => {
  expect(() => parseEnv({ ...COMPLETE, SENTINEL_TRAINING_NICE: nice })).toThrow(
    'SENTINEL_TRAINING_NICE: must be a whole number from 0 to 19',
  )
})

test('proxies are addresses or networks; the error names any other entry', () => {
  const proxies = '192.0.2.1, 10.0.0.0/8,2001:db8::/32, ::1'
  expect(parseEnv({ ...COMPLETE, TRUSTED_PROXY: proxies }).TRUSTED_PROXY).toBe(proxies)
  for (const bad of ['10.0.0.0/33', '10.0.0', 'load-balancer', '10.0.0.0/', '::1/129']) {
    expect(() => parseEnv({ ...COMPLETE, TRUSTED_PROXY: `192.0.2.1, ${bad}` })).toThrow(
      `TRUSTED_PROXY: "${bad}" is neither an address nor a network`,
    )
  }
})

test.each(['1', '1000000'])('a rate limit of %s is accepted', (rate) => {
  expect(parseEnv({ ...COMPLETE, SENTINEL_RATE_LIMIT: rate }).SENTINEL_RATE_LIMIT).toBe(Number(rate))
})

test.each(['0', '-1', '1.5', '1e3', '0x10', '1000001', 'none'])('a rate limit of %s is rejected', (rate) => {
  expect(() => parseEnv({ ...COMPLETE, SENTINEL_RATE_LIMIT: rate })).toThrow(
    'SENTINEL_RATE_LIMIT: must be a whole number from 1 to 1000000',
  )
})

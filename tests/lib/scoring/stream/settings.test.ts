import { parseEnv } from '@/lib/platform/env'
import { streamSettings } from '@/lib/scoring/stream/settings'

const REQUIRED = {
  DATABASE_URL: 'postgresql://app@localhost/sentinel',
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 'a'.repeat(32),
  SENTINEL_JWT_SECRET: 'b'.repeat(32),
  SENTINEL_TENANT_SEAL_KEY: 'c'.repeat(32),
}
const read = (settings: Record<string, string>) => streamSettings(parseEnv({ ...REQUIRED, ...settings }))

const ONE = {
  SENTINEL_KAFKA_BROKERS: 'kafka-1:9092, kafka-2:9092',
  SENTINEL_STREAM_TOPICS: 'bank=sentra.transactions.raw',
}

it('reads brokers, the institution of each topic, and topics named after the institution', () => {
  const settings = read({ ...ONE, SENTINEL_STREAM_TOPICS: 'bank=in.a, bank=in.b, other=in.c' })
  expect(settings.brokers).toEqual(['kafka-1:9092', 'kafka-2:9092'])
  expect([...settings.tenantOf]).toEqual([
    ['in.a', 'bank'],
    ['in.b', 'bank'],
    ['in.c', 'other'],
  ])
  expect(settings.decisionsOf('bank')).toBe('sentinel.decisions.bank')
  expect(settings.deadLettersOf('other')).toBe('sentinel.dead-letters.other')
})

it('takes fixed names of topics for a single institution', () => {
  const names = {
    SENTINEL_STREAM_OUTPUT: 'sentra.scores.output',
    SENTINEL_STREAM_DEAD_LETTERS: 'sentra.scores.dlq',
  }
  const settings = read({ ...ONE, ...names })
  expect(settings.decisionsOf('bank')).toBe('sentra.scores.output')
  expect(settings.deadLettersOf('bank')).toBe('sentra.scores.dlq')
  expect(() => read({ ...ONE, ...names, SENTINEL_STREAM_TOPICS: 'a=x,b=y' })).toThrow(
    'SENTINEL_STREAM_OUTPUT: needs {tenant}, as there are several institutions',
  )
})

it.each([
  [{}, 'SENTINEL_KAFKA_BROKERS: is missing'],
  [{}, 'SENTINEL_STREAM_TOPICS: is missing'],
  [{ ...ONE, SENTINEL_KAFKA_BROKERS: 'kafka' }, 'SENTINEL_KAFKA_BROKERS: "kafka" is not host:port'],
  [{ ...ONE, SENTINEL_STREAM_TOPICS: 'bank' }, 'SENTINEL_STREAM_TOPICS: "bank" is not slug=topic'],
  [
    { ...ONE, SENTINEL_STREAM_TOPICS: 'a=in,b=in' },
    'SENTINEL_STREAM_TOPICS: in has more than one institution',
  ],
  [{ ...ONE, SENTINEL_STREAM_OUTPUT: 'a b' }, 'SENTINEL_STREAM_OUTPUT: is not the name of a topic'],
  [
    { ...ONE, SENTINEL_STREAM_TOPICS: 'bank=in', SENTINEL_STREAM_OUTPUT: 'in' },
    'SENTINEL_STREAM_TOPICS: in is written to as well',
  ],
  [{ ...ONE, SENTINEL_KAFKA_SASL: 'plain' }, 'SENTINEL_KAFKA_SASL: needs SENTINEL_KAFKA_USERNAME'],
])('rejects %j', (settings, message) => {
  expect(() => read(settings)).toThrow(message)
})

it('connects with TLS and a password where they are set', () => {
  const settings = read({
    ...ONE,
    SENTINEL_KAFKA_TLS: '1',
    SENTINEL_KAFKA_SASL: 'scram-sha-512',
    SENTINEL_KAFKA_USERNAME: 'sentinel',
    SENTINEL_KAFKA_PASSWORD: 'secret',
  })
  expect(settings).toMatchObject({
    tls: true,
    sasl: { mechanism: 'scram-sha-512', username: 'sentinel', password: 'secret' },
  })
})

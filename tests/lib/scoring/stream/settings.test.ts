import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
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
  ...['65536', '9500-', '9509-9500', '1-2-3', '9500,9501', '-1'].map(
    (text): [Record<string, string>, string] => [
      { ...ONE, SENTINEL_STREAM_METRICS_PORT: text },
      `SENTINEL_STREAM_METRICS_PORT: "${text}" is neither a port nor a range of ports`,
    ],
  ),
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

it.each([
  [undefined, null],
  ['0', { first: 0, last: 0 }],
  ['9500', { first: 9_500, last: 9_500 }],
  ['9500-9509', { first: 9_500, last: 9_509 }],
])('reads the ports of the metrics: %s', (text, ports) => {
  const settings = read({ ...ONE, ...(text && { SENTINEL_STREAM_METRICS_PORT: text }) })
  expect(settings.metricsPorts).toEqual(ports)
})

describe('mapping files', () => {
  let folder: string
  beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'sentinel-mappings-'))))
  afterAll(() => rmSync(folder, { recursive: true }))

  const columns = {
    externalId: { column: 'id' },
    occurredAt: { column: 'at', format: 'iso' },
    type: { constant: 'PAYMENT' },
    amount: { column: 'amount' },
    senderAccount: { column: 'from' },
  }
  const readWith = (changes: object, topic = 'sentra.transactions.raw') => {
    const file = path.join(folder, 'mapping.json')
    writeFileSync(file, JSON.stringify({ columns: { ...columns, ...changes } }))
    return () => read({ ...ONE, SENTINEL_STREAM_MAPPINGS: `${topic}=${file}` })
  }

  it('are read at the start', () => {
    expect(readWith({})).not.toThrow()
  })

  it.each([
    [{ externalId: undefined }, 'externalId must name a member'],
    [{ externalId: { constant: 'x' } }, 'externalId must name a member'],
    [{ senderAccount: { perRow: true } }, 'senderAccount must name a member'],
    [{ amount: { column: '#3' } }, '#3 is a position'],
    [{ amount: 3 }, 'columns.amount'],
  ])('are rejected with %j', (changes, reason) => {
    expect(readWith(changes)).toThrow(reason)
  })

  it('are rejected where they are missing or of no topic', () => {
    expect(readWith({}, 'other')).toThrow('SENTINEL_STREAM_MAPPINGS: other is no topic of')
    const missing = { ...ONE, SENTINEL_STREAM_MAPPINGS: 'sentra.transactions.raw=/no/such/file' }
    expect(() => read(missing)).toThrow('SENTINEL_STREAM_MAPPINGS: /no/such/file: ENOENT')
    expect(() => read({ ...ONE, SENTINEL_STREAM_MAPPINGS: 'file' })).toThrow('"file" is not topic=file')
  })
})

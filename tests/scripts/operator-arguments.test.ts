import { z } from 'zod'
import { tenantArguments } from '@/scripts/create-tenant'
import { readArguments } from '@/scripts/operator/read-arguments'

const GOOD = {
  slug: 'my-bank',
  name: 'My Bank',
  currency: 'EUR',
  'time-zone': 'Europe/Berlin',
  'admin-email': 'ada@my-bank.example',
  'admin-name': 'Ada Lovelace',
}

const read = (given: Record<string, string>) =>
  readArguments(
    tenantArguments,
    Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]),
    'Usage: ...',
  )

test('reads valid arguments, with a default model', () => {
  expect(read(GOOD)).toEqual({ ...GOOD, model: { name: 'sentinel', version: '1.1.0' } })
  expect(read({ ...GOOD, model: 'own/2.10.0' }).model).toEqual({ name: 'own', version: '2.10.0' })
})

test.each([
  ['slug', 'My Bank', 'must be the short name of an institution'],
  ['name', ' ', 'must not be empty'],
  ['currency', 'EURO', 'must be a code of ISO 4217'],
  ['time-zone', 'Berlin', 'must be a name of the IANA list'],
  ['admin-email', 'ada', 'must be one plain e-mail address'],
  ['admin-name', 'x'.repeat(257), 'must have at most 256 characters'],
  ['model', 'sentinel', 'must be a name and a version'],
  ['model', '../../etc/1.0.0', 'must be a name and a version'],
])('rejects --%s %s with a readable message', (name, value, reason) => {
  expect(() => read({ ...GOOD, [name]: value })).toThrow(`--${name} ${reason}`)
})

test('names every missing argument, with the usage', () => {
  const message = (() => {
    try {
      return JSON.stringify(read({}))
    } catch (error) {
      return (error as Error).message
    }
  })()
  for (const name of Object.keys(GOOD)) expect(message).toContain(`--${name} is missing`)
  expect(message).toContain('Usage: ...')
})

test('names an unknown argument', () => {
  expect(() => read({ ...GOOD, colour: 'blue' })).toThrow("'--colour'")
})

test('a flag stands without a value, and is missing where it is not given', () => {
  const schema = z.strictObject({ off: z.literal(true), reason: z.string() })
  const readFlag = (...args: string[]) => readArguments(schema, args, 'Usage: ...')
  expect(readFlag('--off', '--reason', 'why')).toEqual({ off: true, reason: 'why' })
  expect(() => readFlag('--reason', 'why')).toThrow('--off is missing')
  expect(() => readFlag('--off=true', '--reason', 'why')).toThrow("'--off'")
})

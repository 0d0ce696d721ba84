import * as argon2 from '@node-rs/argon2'
import { hashPassword, needsRehash, verifyPassword } from '@/lib/access/auth/password'

jest.mock('@node-rs/argon2', () => {
  const actual = jest.requireActual<typeof argon2>('@node-rs/argon2')
  return { ...actual, verify: jest.fn(actual.verify) }
})

test('hashes with argon2id, 19 MiB, two passes and one lane', async () => {
  const stored = await hashPassword('a long enough password')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(needsRehash(stored)).toBe(false)
  expect(await verifyPassword(stored, 'a long enough password')).toBe(true)
  expect(await verifyPassword(stored, 'a long enough passwore')).toBe(false)
})

test('long passwords that differ late do not match each other', async () => {
  const [one, two] = ['a', 'b'].map((char) => 'x'.repeat(79) + char + 'y'.repeat(20)) as [string, string]
  const stored = await hashPassword(one)
  expect(await verifyPassword(stored, one)).toBe(true)
  expect(await verifyPassword(stored, two)).toBe(false)
})

test('an unknown user costs the same hash as a wrong password', async () => {
  const verify = jest.mocked(argon2.verify).mockClear()
  expect(await verifyPassword(null, 'anything')).toBe(false)
  expect(verify).toHaveBeenCalledTimes(1)
  const against = verify.mock.calls[0]?.[0] as string
  expect(argon2.parseOptions(against)).toEqual(argon2.parseOptions(await hashPassword('x')))
})

test('detects a hash with other parameters', async () => {
  expect(needsRehash(await argon2.hash('x', { memoryCost: 8_192 }))).toBe(true)
  expect(
    needsRehash(await argon2.hash('x', { algorithm: 1, memoryCost: 19_456, timeCost: 2, parallelism: 1 })),
  ).toBe(true)
})

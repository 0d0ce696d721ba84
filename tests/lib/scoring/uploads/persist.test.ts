import { AppError } from '@/lib/platform/errors'
import { persist } from '@/lib/scoring/uploads/persist'

/** Guarantee: what others were in the way of is repeated; what may have been stored, or would fail again, is not. */

const state = (code: string) => Object.assign(new Error(code), { code })
const viaPrisma = (code: string) => ({
  code: 'P2010',
  meta: { driverAdapterError: { cause: { originalCode: code } } },
})

async function attemptsUntil(error: unknown): Promise<number> {
  let attempts = 0
  await persist(() => {
    attempts += 1
    return attempts === 1 ? Promise.reject(error as Error) : Promise.resolve()
  })
  return attempts
}

it.each([
  ['a lock that is held', state('55P03')],
  ['the same lock through Prisma', viaPrisma('55P03')],
  ['a serialization failure', state('40001')],
  ['a deadlock', viaPrisma('40P01')],
  ['a write conflict that Prisma names', { code: 'P2034' }],
  ['a full scoring path', new AppError('overloaded')],
])('repeats after %s', async (_, error) => {
  expect(await attemptsUntil(error)).toBe(2)
})

it.each([
  ['a lost connection, after which the rows may be stored', state('08006')],
  ['a model that is missing', new AppError('no-production-model')],
  ['a fault', new Error('a fault')],
])('throws after %s', async (_, error) => {
  await expect(attemptsUntil(error)).rejects.toBe(error)
})

import { problemsOf } from '@/lib/http/implied-problems'
import { allOperations } from '@/app/api/operations'

test('every operation with credentials of an institution documents too-many-requests', () => {
  const silent = allOperations.filter(
    (operation) =>
      operation.auth !== 'public' &&
      operation.auth !== 'scrape-token' &&
      !problemsOf(operation).includes('too-many-requests'),
  )
  expect(silent.map(({ id }) => id)).toEqual([])
  expect(allOperations.some(({ auth }) => auth !== 'public')).toBe(true)
})

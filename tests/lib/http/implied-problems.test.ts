import { problemsOf } from '@/lib/http/implied-problems'
import { allOperations } from '@/app/api/operations'

test('who must say who they are can be told that they ask too often', () => {
  const silent = allOperations.filter(
    (operation) => operation.auth !== 'public' && !problemsOf(operation).includes('too-many-requests'),
  )
  expect(silent.map(({ id }) => id)).toEqual([])
  expect(allOperations.some(({ auth }) => auth !== 'public')).toBe(true)
})

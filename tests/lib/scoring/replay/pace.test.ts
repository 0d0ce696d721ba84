import { MOST_AT_ONCE, paceAt } from '@/lib/scoring/replay/run/pace'

const SECOND_MS = 1_000

it('takes as many payments a second as the rate says, however often it is asked', () => {
  const pace = paceAt(7, 0)
  let taken = 0
  for (let ms = 0; ms <= 10 * SECOND_MS; ms += 125) taken += pace.take(ms)
  expect(taken).toBe(70)
})

it('makes up for at most one second after a pause', () => {
  const pace = paceAt(20, 0)
  expect(pace.take(600 * SECOND_MS)).toBe(20)
  expect(pace.take(600 * SECOND_MS)).toBe(0)
})

it('takes no more at once than one transaction holds, and says that more are due', () => {
  const pace = paceAt(500, 0)
  expect(pace.take(SECOND_MS)).toBe(MOST_AT_ONCE)
  expect(pace.isBehind()).toBe(true)
  const rest = [pace.take(SECOND_MS), pace.take(SECOND_MS), pace.take(SECOND_MS), pace.take(SECOND_MS)]
  expect(rest).toEqual([MOST_AT_ONCE, MOST_AT_ONCE, MOST_AT_ONCE, 0])
  expect(pace.isBehind()).toBe(false)
})

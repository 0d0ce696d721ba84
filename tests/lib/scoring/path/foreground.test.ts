import { foregroundIdle, inForeground, isScoringForOthers } from '@/lib/scoring/path/foreground'

/** Guarantee: other work knows of each single score in flight, and waits for it, but not without an end. */

const LONG_MS = 600_000

function scoreInFlight() {
  let end = () => {}
  const ended = inForeground(() => new Promise<void>((resolve) => (end = resolve)))
  return { end: () => end(), ended }
}

it('waits until the last score in flight has ended, also where it fails', async () => {
  expect(isScoringForOthers()).toBe(false)
  await foregroundIdle(LONG_MS)
  const [first, second] = [scoreInFlight(), scoreInFlight()]
  const failing = inForeground(() => Promise.reject(new Error('no model')))
  await expect(failing).rejects.toThrow('no model')
  let idle = false
  const waiting = foregroundIdle(LONG_MS).then(() => (idle = true))
  first.end()
  await first.ended
  await new Promise((resolve) => setImmediate(resolve))
  expect(idle).toBe(false)
  expect(isScoringForOthers()).toBe(true)
  second.end()
  await Promise.all([second.ended, waiting])
  expect(idle).toBe(true)
})

it('waits no longer than it was asked to', async () => {
  const score = scoreInFlight()
  await foregroundIdle(5)
  expect(isScoringForOthers()).toBe(true)
  score.end()
  await score.ended
})

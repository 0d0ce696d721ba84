import { runAtOnce, runInTurns, type Steps } from '@/lib/platform/in-turns'

/** A long computation gives the same result in turns, and other work of the process goes on between them. */
function* work(steps: number): Steps<number> {
  for (let step = 0; step < steps; step++) {
    for (const end = performance.now() + 1; performance.now() < end;);
    yield
  }
  return steps
}

function* failing(): Steps<number> {
  yield
  throw new Error('no result')
}

test('other work runs while the steps do', async () => {
  let others = 0
  let isOver = false
  const next = () => {
    others++
    if (!isOver) setImmediate(next)
  }
  setImmediate(next)
  const result = await runInTurns(work(60))
  isOver = true
  expect(result).toBe(60)
  expect(others).toBeGreaterThanOrEqual(10)
})

test('all steps at once give the same result, and an error ends both', async () => {
  expect(runAtOnce(work(3))).toBe(3)
  expect(() => runAtOnce(failing())).toThrow('no result')
  await expect(runInTurns(failing())).rejects.toThrow('no result')
})

import { HelperProcess } from '@/lib/platform/helper-process'

/** Computations in another process come back whole, and neither a failure nor a hang there reaches the server. */
const HELPER = 'tests/support/test-helper.ts'
const started: HelperProcess[] = []
const start = (milliseconds = 100_000) => {
  const helper = new HelperProcess(HELPER, { heapMb: 64, milliseconds })
  started.push(helper)
  return helper
}
afterAll(() => started.forEach((helper) => helper.end()))

test('returns results, errors with their fields, and no variable of the server', async () => {
  const helper = start()
  const results = await Promise.all([
    helper.call<Map<string, Float64Array>>('double', Float64Array.of(1, NaN)),
    helper.call('fail', 'not today').catch((error: unknown) => error),
    helper.call<string[]>('environment', null),
  ])
  expect([...results[0].get('doubled')!]).toEqual([2, NaN])
  expect(results[1]).toMatchObject({ name: 'OwnError', message: 'not today', file: 'trees.json' })
  expect(results[2]).not.toContain('PATH')

  const ended = helper.call('end', null)
  await expect(ended).rejects.toMatchObject({ name: 'HelperEnded', message: 'it ended (3)' })
  await expect(helper.call('double', Float64Array.of(1))).rejects.toMatchObject({ name: 'HelperEnded' })
})

test('ends a process that takes too long', async () => {
  await expect(start(1_500).call('hang', null)).rejects.toMatchObject({
    name: 'HelperEnded',
    message: 'it took longer than 1.5 s',
  })
})

import { rest } from '@/lib/platform/pace'

const lastsFor = async (work: Promise<void>): Promise<number> => {
  const startedAt = performance.now()
  await work
  return performance.now() - startedAt
}

/** Keeps the event loop busy until it is told to stop. */
function otherWork(): () => void {
  let stopped = false
  const spin = () => {
    const end = performance.now() + 4
    while (performance.now() < end);
    if (!stopped) setImmediate(spin)
  }
  setImmediate(spin)
  return () => (stopped = true)
}

describe('a rest of background work', () => {
  it('leaves a busy process the rest of its time, and an idle one goes on at once', async () => {
    const idle = await lastsFor(rest(100, 0.1))
    const stop = otherWork()
    const busy = await lastsFor(rest(100, 0.1))
    stop()
    expect(busy).toBeGreaterThanOrEqual(900)
    expect(idle).toBeLessThan(busy / 2)
  })

  it('ends early once the other work has ended', async () => {
    const stop = otherWork()
    setTimeout(stop, 50)
    expect(await lastsFor(rest(1_000, 0.1))).toBeLessThan(9_000)
  })
})

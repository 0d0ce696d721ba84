import { takeTurns } from '@/app/(workspace)/_lib/take-turns'

/** A page's reads wait for each other, so that it never takes more connections than it may. */
describe('takeTurns', () => {
  it('runs a limited number at once, in order, and continues after a failure', async () => {
    const inTurn = takeTurns(2)
    const started: number[] = []
    const finish: (() => void)[] = []
    const results = [0, 1, 2, 3].map((i) =>
      inTurn(async () => {
        started.push(i)
        await new Promise<void>((resolve) => (finish[i] = resolve))
        if (i === 0) throw new Error('the first one fails')
        return i
      }),
    )
    const first = expect(results[0]).rejects.toThrow('the first one fails')
    expect(started).toEqual([0, 1])
    finish[0]?.()
    await first
    expect(started).toEqual([0, 1, 2])
    finish[1]?.()
    await results[1]
    expect(started).toEqual([0, 1, 2, 3])
    finish[2]?.()
    finish[3]?.()
    expect(await Promise.all(results.slice(1))).toEqual([1, 2, 3])
  })
})

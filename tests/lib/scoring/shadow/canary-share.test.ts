import { inCanary } from '@/lib/scoring/shadow'

const senders = Array.from({ length: 20_000 }, (_, i) => `C${i}`)
const chosen = (run: string, share: number) =>
  new Set(senders.filter((sender) => inCanary(run, sender, share)))

test('the canary gets its share of the senders, the same ones each time', () => {
  for (const share of [0.01, 0.05, 0.2, 0.5]) {
    const part = chosen('run', share)
    // Five standard deviations of a binomial.
    const bound = 5 * Math.sqrt((share * (1 - share)) / senders.length)
    expect(Math.abs(part.size / senders.length - share)).toBeLessThan(bound)
    expect(chosen('run', share)).toEqual(part)
  }
  expect(chosen('run', 0).size).toBe(0)
})

test('a larger share keeps the senders of a smaller one', () => {
  const [small, large] = [chosen('run', 0.05), chosen('run', 0.2)]
  expect([...small].every((sender) => large.has(sender))).toBe(true)
})

test('another run has other senders', () => {
  const both = [...chosen('one', 0.1)].filter((sender) => inCanary('two', sender, 0.1))
  expect(both.length / senders.length).toBeLessThan(0.015)
  expect(both.length / senders.length).toBeGreaterThan(0.005)
})

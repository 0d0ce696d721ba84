import {
  channelPauseMs,
  JITTER,
  MAX_ATTEMPTS,
  RETRY_PAUSES_S,
  retryPauseMs,
} from '@/lib/messaging/delivery/send/backoff'

const MIDDLE = 0.5

describe('the pauses between attempts', () => {
  it('grow from seconds to a day, and span about three days', () => {
    const pauses = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, n) => retryPauseMs(n + 1, null, MIDDLE) ?? 0)
    expect(pauses).toEqual([...pauses].sort((one, other) => one - other))
    expect(pauses[0]).toBe(5_000)
    expect(pauses.reduce((sum, ms) => sum + ms) / 3_600_000).toBeCloseTo(75.6, 1)
  })

  it('end after the last attempt', () => {
    expect(retryPauseMs(MAX_ATTEMPTS, null, MIDDLE)).toBeNull()
  })

  it('spread by a fifth in both directions', () => {
    expect(retryPauseMs(1, null, 0)).toBe(1_000 * RETRY_PAUSES_S[0] * (1 - JITTER))
    expect(retryPauseMs(1, null, 1)).toBe(1_000 * RETRY_PAUSES_S[0] * (1 + JITTER))
  })

  it('last at least as long as the receiver asks, up to a day', () => {
    expect(retryPauseMs(1, 120, MIDDLE)).toBe(120_000)
    expect(retryPauseMs(1, 10 ** 8, MIDDLE)).toBe(86_400_000)
    expect(retryPauseMs(3, 1, MIDDLE)).toBe(1_800_000)
  })

  it('of a failing channel double from 5 s to 5 min', () => {
    expect([1, 2, 3, 7, 1_000].map((failures) => channelPauseMs(failures, MIDDLE) / 1_000)).toEqual([
      5, 10, 20, 300, 300,
    ])
  })
})

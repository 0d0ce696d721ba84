import { settingsOf, typedOf, widens } from '@/app/(workspace)/models/challengers/prepare-canary'
import type { Canary } from '@/lib/governance/challengers/schema'

const watched = (limit: number) => ({ pairs: 0, shift: null, limit, evidence: 0 })
const CANARY: Canary = {
  model_id: '',
  version: 3,
  share: 0.123456789,
  slow_ms: 100,
  started_at: '',
  in_force: true,
  ended_at: null,
  end_reason: null,
  end_detail: null,
  decisions: 0,
  compared: 0,
  block: watched(0.005),
  review: watched(0.01),
  slow: watched(0.01),
}
const IN_FORCE = {
  share: 0.123456789,
  max_block_shift: 0.005,
  max_review_shift: 0.01,
  slow_ms: 100,
  max_slow_shift: 0.01,
}

test('shows per cent, and keeps what was not typed exactly as it is in force', () => {
  expect(typedOf(CANARY)).toEqual({ share: '12.3457', block: '0.5', review: '1', slowMs: '100', slow: '1' })
  expect(settingsOf(CANARY, {})).toEqual({ settings: IN_FORCE })
  expect(settingsOf(CANARY, { share: '5', block: '0,25' })).toEqual({
    settings: { ...IN_FORCE, share: 0.05, max_block_shift: 0.0025 },
  })
})

test('a canary that never decided needs a share', () => {
  expect(typedOf(null).share).toBe('')
  expect(settingsOf(null, {})).toEqual({ errors: { share: expect.any(String) as string } })
  expect(settingsOf(null, { share: '50' })).toMatchObject({ settings: { share: 0.5, slow_ms: 100 } })
})

test.each([
  ['share', '51'],
  ['share', '-1'],
  ['share', '5 %'],
  ['share', '1e1'],
  ['block', '0'],
  ['review', '60'],
  ['slow', ''],
  ['slowMs', '0'],
  ['slowMs', '10001'],
])('rejects %s %j beside its field', (name, text) => {
  expect(settingsOf(CANARY, { [name]: text })).toEqual({ errors: { [name]: expect.any(String) as string } })
})

test('more senders, a wider limit or a later clock is more', () => {
  expect(widens(IN_FORCE, IN_FORCE)).toBe(false)
  expect(widens(IN_FORCE, { ...IN_FORCE, share: 0, max_block_shift: 0.001 })).toBe(false)
  for (const more of [{ share: 0.2 }, { max_review_shift: 0.02 }, { slow_ms: 101 }])
    expect(widens(IN_FORCE, { ...IN_FORCE, ...more })).toBe(true)
})

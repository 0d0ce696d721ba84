import { formatDuration } from '@/app/(workspace)/settings/jobs/format-duration'
import { causeOf, progressOf, resultOf } from '@/components/retraining/retraining-words'

describe('a retraining in words', () => {
  it('counts its stages as one progress', () => {
    const at = (stage: 'queued' | 'exporting' | 'training' | 'registering', fraction: number) =>
      progressOf({ progress: { stage, fraction, message: null } })?.percent
    expect([at('queued', 0.9), at('exporting', 0.5), at('training', 0), at('registering', 1)]).toEqual([
      0, 10, 20, 100,
    ])
    expect(progressOf({ progress: null })).toBeNull()
  })

  it('adds what the stage reports', () => {
    const progress = { stage: 'training', fraction: 0.15, message: 'Search: 6 of 24' } as const
    expect(progressOf({ progress })).toEqual({ text: 'Trains the model (Search: 6 of 24)', percent: 30 })
  })

  it('says why it started', () => {
    expect(causeOf({ cause: 'user', requested_by: { id: '1', name: 'Maya Chen' } })).toBe(
      'Maya Chen asked for it',
    )
    expect(causeOf({ cause: 'drift_alarm', requested_by: null })).toBe('by a drift alarm')
  })

  it('says what came of it, and why the model is no challenger', () => {
    const ended = { failure: null, placement: null }
    expect(resultOf({ ...ended, status: 'training' })).toBeNull()
    expect(resultOf({ ...ended, status: 'failed', failure: 'Too few frauds.' })).toBe('Too few frauds.')
    const placement = { stage: 'registered', reason: 'a/1 and b/2 are challengers already.' } as const
    expect(resultOf({ ...ended, status: 'succeeded', placement })).toContain(
      'a/1 and b/2 are challengers already.',
    )
  })
})

it('writes durations to two or three digits', () => {
  expect([0.44, 35.2, 2_440, 30_000, 180_000, 7_200_000].map(formatDuration)).toEqual([
    '0.4 ms',
    '35 ms',
    '2.4 s',
    '30 s',
    '3 min',
    '2 h',
  ])
})

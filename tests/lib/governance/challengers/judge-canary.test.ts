import { type CanaryEvidence, judgeCanary } from '@/lib/governance/challengers/judge-canary'

const counts = (pairs: number, more = 0, less = 0) => ({ pairs, more, less })
const evidence = (changes: Partial<CanaryEvidence> = {}): CanaryEvidence => ({
  decided: 500,
  compared: 500,
  faults: 0,
  faultDetail: null,
  block: counts(500),
  review: counts(500),
  slow: counts(500),
  limits: { block: 0.005, review: 0.01, slow: 0.01 },
  slowMs: 100,
  ...changes,
})

describe('judgeCanary', () => {
  it('keeps a canary that decides like the champion, and one without evidence', () => {
    expect(judgeCanary(evidence())).toBeNull()
    const none = counts(0)
    expect(
      judgeCanary(evidence({ decided: 0, compared: 0, block: none, review: none, slow: none })),
    ).toBeNull()
  })

  it('names the measure, the direction, the interval and the limit', () => {
    expect(judgeCanary(evidence({ block: counts(500, 60, 1) }))).toEqual({
      reason: 'block',
      detail: expect.stringMatching(
        /^It blocks 11\.8 percentage points more of the payments than the production model \(\d+\.\d to \d+\.\d, limit 0\.5; 500 payments compared\)\.$/,
      ) as string,
    })
    expect(judgeCanary(evidence({ review: counts(500, 0, 60) }))?.detail).toMatch(
      /^It sends 12\.0 percentage points fewer/,
    )
    expect(judgeCanary(evidence({ slow: counts(500, 60) }))?.detail).toMatch(/later than 100 ms/)
    expect(judgeCanary(evidence({ slow: counts(500, 0, 60) }))).toBeNull()
  })

  it('stops after a failure at once, with its reason', () => {
    expect(judgeCanary(evidence({ faults: 1, faultDetail: 'model.onnx: it is missing' }))).toEqual({
      reason: 'fault',
      detail: 'It failed: model.onnx: it is missing',
    })
  })

  it('stops where too few of its decisions are compared', () => {
    expect(judgeCanary(evidence({ decided: 999, compared: 0 }))).toBeNull()
    expect(judgeCanary(evidence({ decided: 1_000, compared: 499 }))?.reason).toBe('unwatched')
    expect(judgeCanary(evidence({ decided: 1_000, compared: 500 }))).toBeNull()
  })
})

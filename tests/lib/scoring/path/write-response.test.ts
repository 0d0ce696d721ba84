import fc from 'fast-check'
import { FEATURE_NAMES, featureNamed } from '@/lib/engine/features'
import { scoreResponse } from '@/lib/scoring/path/schema'
import { responseWriter } from '@/lib/scoring/path/write-response'

const NAMES = FEATURE_NAMES.slice(0, 8)
const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
const number = finite.map((value) => (Object.is(value, -0) ? 0 : value))

const own = fc.record({
  transaction_id: fc.uuid(),
  prediction_id: fc.uuid(),
  external_id: fc.option(fc.string({ unit: 'binary' })),
  score: number,
  margin: number,
  risk_band: fc.constantFrom('low' as const, 'high' as const),
  outcome: fc.constantFrom('approve' as const, 'block' as const),
  reason_codes: fc.array(fc.constantFrom('sender_blocked', 'score_above_review')),
  velocity: fc.option(
    fc.array(
      fc.record({
        party: fc.constantFrom('sender' as const, 'phone' as const),
        severity: fc.constantFrom('low' as const, 'critical' as const),
        payments: fc.nat(),
        at_least: fc.boolean(),
        threshold: fc.nat(),
        window_seconds: fc.nat(),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    { nil: undefined },
  ),
  ring: fc.option(
    fc.record({
      id: fc.uuid(),
      accounts: fc.nat(),
      new_accounts: fc.nat(),
      days: fc.nat(),
      threshold: fc.nat(),
    }),
    { nil: undefined },
  ),
  latency_ms: number,
})
const shared = fc.record({
  base_value: number,
  threshold: number,
  policy_version: fc.nat(),
  model_version: fc.string(),
  timings: fc.dictionary(
    fc.string().filter((name) => name !== '__proto__'),
    number,
  ),
})
const top = fc.array(
  fc.record({
    feature: fc.nat(NAMES.length - 1),
    value: fc.oneof(number, fc.constant(NaN)),
    contribution: number,
  }),
  { maxLength: 5 },
)

test('a response equals the text of JSON.stringify byte for byte, in the field order of the contract', () => {
  fc.assert(
    fc.property(own, shared, top, (own, shared, top) => {
      const top_features = top.map(({ feature, value, contribution }) => {
        const name = NAMES[feature] as string
        return {
          name,
          label: featureNamed(name).label,
          value: Number.isNaN(value) ? null : value,
          contribution,
        }
      })
      const all = { ...own, ...shared, top_features }
      const inOrder = Object.keys(scoreResponse.shape).map((key) => [key, all[key as keyof typeof all]])
      expect(responseWriter(NAMES, shared)(own, top)).toBe(JSON.stringify(Object.fromEntries(inOrder)))
    }),
  )
})

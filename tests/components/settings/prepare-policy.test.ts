import { changeOf, proposalOf, textOf } from '@/app/(workspace)/settings/policy/prepare-policy'
import { errorsOf, startOf } from '@/app/(workspace)/settings/prepare-request'

const POLICY = { version: 3, review_threshold: 0.02, block_threshold: 0.5, medium_from: 0.02, high_from: 0.5 }

test('the form follows the policy until the user types', () => {
  expect(textOf(POLICY, {}, 'review_threshold')).toBe('0.02')
  expect(textOf(POLICY, { review_threshold: '0.0' }, 'review_threshold')).toBe('0.0')
})

test('only what differs from the policy is a change', () => {
  expect(changeOf(POLICY, { review_threshold: ' 0.03 ', block_threshold: '0.50' })).toEqual({
    payload: { review_threshold: 0.03 },
    errors: {},
  })
})

test.each(['', 'much', '0', '-0.1', '1.5', '0,02'])('rejects %j as a score', (text) => {
  expect(changeOf(POLICY, { high_from: text })).toEqual({
    payload: {},
    errors: { high_from: 'Enter a score above 0 and up to 1, such as 0.02.' },
  })
})

test('puts rejected fields beside the inputs of the form', () => {
  expect(
    errorsOf([
      { field: 'change.payload.block_threshold', reason: 'too low' },
      { field: 'starts_at', reason: 'must lie in the future' },
    ]),
  ).toEqual({ block_threshold: 'too low', starts_at: 'must lie in the future' })
})

test('an empty start is at once, another one an instant', () => {
  expect(startOf('')).toBeNull()
  expect(startOf('2026-12-24T08:00')).toBe(new Date('2026-12-24T08:00').toISOString())
})

it('takes a proposed review threshold from the URL, and nothing that is no score', () => {
  expect(proposalOf('0.031')).toEqual({ review_threshold: '0.031' })
  for (const text of ['', '0', '1.5', 'high', undefined, ['0.1', '0.2']]) expect(proposalOf(text)).toEqual({})
})

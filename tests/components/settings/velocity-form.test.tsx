/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { VelocityForm } from '@/app/(workspace)/settings/velocity/_components/velocity-form'
import { ruleWords } from '@/app/(workspace)/settings/velocity/prepare-velocity'
import { callApi } from '@/components/http/api-client'
import type { VelocityRuleInForce } from '@/lib/governance/velocity/schema'

jest.mock('@/components/http/api-client', () => ({ callApi: jest.fn() }))
const push = jest.fn()
const refresh = jest.fn()
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh, push }) }))

const call = jest.mocked(callApi)
const RULE: VelocityRuleInForce = {
  version: 0,
  window_seconds: 60,
  threshold: 10,
  review_from: null,
  block_from: null,
  rings: null,
  changed_at: null,
  four_eyes: true,
}
beforeEach(() => jest.clearAllMocks())

test('marks what is wrong and keeps it; a valid rule is requested with its reason', async () => {
  const user = userEvent.setup()
  render(<VelocityForm rule={RULE} />)
  const threshold = screen.getByLabelText('Normal up to (payments)')
  await user.clear(threshold)
  await user.type(threshold, '101')
  await user.selectOptions(screen.getByLabelText('Review'), 'critical')
  await user.selectOptions(screen.getByLabelText('Block'), 'high')
  await user.click(screen.getByRole('button', { name: 'Request approval' }))
  expect(threshold).toHaveAccessibleDescription('Type a whole number from 2 to 100.')
  expect(threshold).toHaveValue('101')

  await user.clear(threshold)
  await user.type(threshold, '8')
  await user.click(screen.getByRole('button', { name: 'Request approval' }))
  expect(screen.getByLabelText('Block')).toHaveAccessibleDescription(/^Choose a severity that is not milder/)

  await user.selectOptions(screen.getByLabelText('Block'), 'critical')
  await user.click(screen.getByRole('button', { name: 'Request approval' }))
  expect(screen.getByLabelText('Reason')).toHaveAccessibleDescription('Say why the rule changes.')
  expect(call).not.toHaveBeenCalled()

  await user.type(screen.getByLabelText('Reason'), 'Card testing')
  call.mockResolvedValueOnce({ ok: true, body: { id: 'c-1', status: 'pending' } } as never)
  await user.click(screen.getByRole('button', { name: 'Request approval' }))
  await waitFor(() => expect(push).toHaveBeenCalledWith('/settings/changes/c-1'))
  const payload = {
    window_seconds: 60,
    threshold: 8,
    review_from: 'critical',
    block_from: 'critical',
    rings: null,
  }
  expect(call).toHaveBeenLastCalledWith('POST /api/changes', {
    body: { change: { kind: 'velocity', payload }, reason: 'Card testing', starts_at: null },
  })
})

test('shows what the server rejects beside its field', async () => {
  const user = userEvent.setup()
  render(<VelocityForm rule={{ ...RULE, four_eyes: false }} />)
  await user.type(screen.getByLabelText('Reason'), 'Again')
  const errors = [{ field: 'change.payload.threshold', reason: 'is in force already' }]
  call.mockResolvedValueOnce({ ok: false, problem: { message: 'Invalid.', errors } } as never)
  await user.click(screen.getByRole('button', { name: 'Put in force' }))
  await waitFor(() =>
    expect(screen.getByLabelText('Normal up to (payments)')).toHaveAccessibleDescription(
      'is in force already',
    ),
  )
  expect(screen.getByText('Correct the marked fields.')).toBeInTheDocument()
})

test('says the rule in force in sentences', () => {
  expect(ruleWords({ ...RULE, review_from: 'high', block_from: 'critical' })).toEqual([
    'Payments of a sender, a phone or a device are counted within 60 seconds, by the times at which they happened.',
    'Up to 10 are normal. The severity is low up to 15, high up to 25, critical above.',
    'A payment with high or critical velocity is at least reviewed. A payment with critical velocity is blocked. Watchlists decide before velocity.',
    'Rings of accounts that share devices or phones are not looked for.',
  ])
  expect(ruleWords(RULE)[2]).toMatch(
    /^No payment is reviewed because of its velocity\. No payment is blocked/,
  )
})

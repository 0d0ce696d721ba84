/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { VelocityForm } from '@/app/(workspace)/settings/velocity/_components/velocity-form'
import { ruleWords } from '@/app/(workspace)/settings/velocity/prepare-velocity'
import { callApi } from '@/components/http/api-client'
import { NO_OUTLOOK } from '@/lib/governance/changes/schema'
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
const PREVIEW = {
  ...NO_OUTLOOK,
  before: {},
  after: {},
  summary: 'Velocity: more than 8 payments in 60 seconds',
  before_hash: 'a'.repeat(64),
  velocity: {
    to: '2026-03-01T10:00:00.000Z',
    currency: 'USD',
    counted_from: null,
    windows: [
      {
        days: 30,
        from: '2026-02-01T10:00:00.000Z',
        covered_days: 30,
        transactions: 12_000,
        hits: { before: { low: 4, high: 1, critical: 0 }, after: { low: 9, high: 1, critical: 2 } },
        flipped: 2,
        flips: [{ from: 'approve', to: 'block', transactions: 2, amount: '1250.00' }],
      },
    ],
  },
}
beforeEach(() => jest.clearAllMocks())

/** A button is disabled until the request before has ended. */
async function press(user: UserEvent, name: string): Promise<void> {
  const button = await screen.findByRole('button', { name })
  await waitFor(() => expect(button).toBeEnabled())
  await user.click(button)
}

test('marks what is wrong and keeps it; shows what a valid rule would have found before it is requested', async () => {
  const user = userEvent.setup()
  render(<VelocityForm rule={RULE} timeZone="UTC" />)
  const threshold = screen.getByLabelText('Normal up to (payments)')
  const look = () => press(user, 'Preview what it finds')
  await user.clear(threshold)
  await user.type(threshold, '101')
  await user.selectOptions(screen.getByLabelText('Review'), 'critical')
  await user.selectOptions(screen.getByLabelText('Block'), 'high')
  await look()
  expect(threshold).toHaveAccessibleDescription('Type a whole number from 2 to 100.')
  expect(threshold).toHaveValue('101')

  await user.clear(threshold)
  await user.type(threshold, '8')
  await look()
  expect(screen.getByLabelText('Block')).toHaveAccessibleDescription(/^Choose a severity that is not milder/)
  expect(call).not.toHaveBeenCalled()

  await user.selectOptions(screen.getByLabelText('Block'), 'critical')
  call.mockResolvedValueOnce({ ok: true, body: PREVIEW } as never)
  await look()
  expect(await screen.findByRole('row', { name: 'Low velocity 4 → 9' })).toBeInTheDocument()
  expect(screen.getByRole('row', { name: 'High velocity 1' })).toBeInTheDocument()
  expect(screen.getByRole('row', { name: 'Critical velocity 0 → 2' })).toBeInTheDocument()
  expect(screen.getByRole('list', { name: 'Changes of outcome' })).toHaveTextContent(
    /Approve.* → Block.*: 2 payments, 1,250\.00 USD/,
  )

  await press(user, 'Request approval')
  await waitFor(() =>
    expect(screen.getByLabelText('Reason')).toHaveAccessibleDescription('Say why the rule changes.'),
  )
  await user.type(screen.getByLabelText('Reason'), 'Card testing')
  call.mockResolvedValueOnce({ ok: true, body: { id: 'c-1', status: 'pending' } } as never)
  await press(user, 'Request approval')
  await waitFor(() => expect(push).toHaveBeenCalledWith('/settings/changes/c-1'))
  const payload = {
    window_seconds: 60,
    threshold: 8,
    review_from: 'critical',
    block_from: 'critical',
    rings: null,
  }
  const change = { kind: 'velocity', payload }
  expect(call.mock.calls).toEqual([
    ['POST /api/changes/preview', { body: { change } }],
    [
      'POST /api/changes',
      { body: { change, reason: 'Card testing', starts_at: null, before_hash: PREVIEW.before_hash } },
    ],
  ])
})

test('shows what the server rejects beside its field; another value needs another preview', async () => {
  const user = userEvent.setup()
  render(<VelocityForm rule={{ ...RULE, four_eyes: false }} timeZone="UTC" />)
  const look = () => press(user, 'Preview what it finds')
  const errors = [{ field: 'change.payload.threshold', reason: 'is in force already' }]
  call.mockResolvedValueOnce({ ok: false, problem: { message: 'Invalid.', errors } } as never)
  await look()
  await waitFor(() =>
    expect(screen.getByLabelText('Normal up to (payments)')).toHaveAccessibleDescription(
      'is in force already',
    ),
  )
  expect(screen.getByText('Correct the marked fields.')).toBeInTheDocument()
  call.mockResolvedValueOnce({ ok: true, body: PREVIEW } as never)
  await look()
  expect(await screen.findByRole('button', { name: 'Put in force' })).toBeInTheDocument()
  await user.type(screen.getByLabelText('Window (seconds)'), '0')
  expect(screen.queryByRole('button', { name: 'Put in force' })).not.toBeInTheDocument()
})

test('does not show a preview that arrives after something else was typed', async () => {
  const user = userEvent.setup()
  render(<VelocityForm rule={RULE} timeZone="UTC" />)
  let respond: (response: unknown) => void = () => undefined
  call.mockReturnValueOnce(new Promise((resolve) => (respond = resolve)) as never)
  await press(user, 'Preview what it finds')
  await user.type(screen.getByLabelText('Normal up to (payments)'), '0')
  respond({ ok: true, body: PREVIEW })
  await waitFor(() => expect(screen.getByRole('button', { name: 'Preview what it finds' })).toBeEnabled())
  expect(screen.queryByRole('button', { name: 'Request approval' })).not.toBeInTheDocument()
})

test('says so where not even the newest hour could be counted', async () => {
  const user = userEvent.setup()
  render(<VelocityForm rule={RULE} timeZone="UTC" />)
  const windows = PREVIEW.velocity.windows.map((window) => ({ ...window, flips: [] }))
  const velocity = { ...PREVIEW.velocity, windows, counted_from: PREVIEW.velocity.to }
  call.mockResolvedValueOnce({ ok: true, body: { ...PREVIEW, velocity } } as never)
  await press(user, 'Preview what it finds')
  expect(await screen.findByText(/^No payment was counted:/)).toBeInTheDocument()
  expect(screen.queryByText(/gets another outcome/)).not.toBeInTheDocument()
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

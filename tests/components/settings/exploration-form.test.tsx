/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { ExplorationForm } from '@/app/(workspace)/settings/exploration/_components/exploration-form'
import { callApi } from '@/components/http/api-client'
import { NO_OUTLOOK } from '@/lib/governance/changes/schema'

jest.mock('@/components/http/api-client', () => ({ callApi: jest.fn() }))
const push = jest.fn()
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: jest.fn(), push }) }))

const call = jest.mocked(callApi)
const SETTINGS = { version: 2, share: 0.05, amount_cap: '50', daily_budget: '500', changed_at: '' }
const released = (payments: number) => ({
  payments_per_day: payments,
  amount_per_day: '120.00',
  fraud_amount_per_day: '80.00',
})
const PREVIEW = {
  ...NO_OUTLOOK,
  before: {},
  after: {},
  summary: 'Let 10 % of blocked payments through',
  before_hash: 'a'.repeat(64),
  releases: {
    from: '',
    to: '',
    currency: 'USD',
    covered_days: 30,
    candidates: 400,
    before: released(1.5),
    after: released(3.5),
  },
}

beforeEach(() => jest.clearAllMocks())
const shown = (fourEyes: boolean) =>
  render(<ExplorationForm settings={SETTINGS} currency="USD" fourEyes={fourEyes} timeZone="UTC" />)

test('shows what it costs before it is requested; an amount that is none is marked and stays', async () => {
  const user = userEvent.setup()
  shown(true)
  await user.clear(screen.getByLabelText('Largest payment (USD)'))
  await user.type(screen.getByLabelText('Largest payment (USD)'), 'much')
  await user.click(screen.getByRole('button', { name: 'Preview the cost' }))
  expect(screen.getByLabelText('Largest payment (USD)')).toHaveAccessibleDescription(/^It must be an amount/)
  expect(screen.getByLabelText('Largest payment (USD)')).toHaveValue('much')
  expect(call).not.toHaveBeenCalled()

  await user.clear(screen.getByLabelText('Largest payment (USD)'))
  await user.type(screen.getByLabelText('Largest payment (USD)'), '60')
  call.mockResolvedValueOnce({ ok: true, body: PREVIEW } as never)
  await user.click(screen.getByRole('button', { name: 'Preview the cost' }))
  expect(await screen.findByText('Let 10 % of blocked payments through')).toBeInTheDocument()
  expect(screen.getByRole('row', { name: /Payments let through a day 1.5 3.5/ })).toBeInTheDocument()

  await user.click(screen.getByRole('button', { name: 'Request approval' }))
  await waitFor(() =>
    expect(screen.getByLabelText('Reason')).toHaveAccessibleDescription('Say why exploration changes.'),
  )
  await user.type(screen.getByLabelText('Reason'), 'We want to know')
  call.mockResolvedValueOnce({ ok: true, body: { id: 'c-1', status: 'pending' } } as never)
  await user.click(screen.getByRole('button', { name: 'Request approval' }))
  const payload = { share: 0.05, amount_cap: '60', daily_budget: '500' }
  expect(call).toHaveBeenLastCalledWith('POST /api/changes', {
    body: {
      change: { kind: 'exploration', payload },
      reason: 'We want to know',
      starts_at: null,
      before_hash: PREVIEW.before_hash,
    },
  })
  expect(push).toHaveBeenCalledWith('/settings/changes/c-1')
})

test('is switched off at once, also under four eyes', async () => {
  const user = userEvent.setup()
  call.mockResolvedValue({ ok: true, body: {} } as never)
  shown(true)
  await user.click(screen.getByRole('button', { name: 'Switch off: exploration' }))
  await user.click(screen.getByRole('button', { name: 'Switch off' }))
  expect(call).toHaveBeenCalledWith('PUT /api/exploration', {
    body: { share: 0, amount_cap: '50', daily_budget: '500' },
    ifMatch: 2,
  })
})

test('does not show a preview that arrives after something else was typed', async () => {
  const user = userEvent.setup()
  shown(true)
  let respond: (response: unknown) => void = () => undefined
  call.mockReturnValueOnce(new Promise((resolve) => (respond = resolve)) as never)
  await user.click(screen.getByRole('button', { name: 'Preview the cost' }))
  await user.type(screen.getByLabelText('Largest payment (USD)'), '0')
  respond({ ok: true, body: PREVIEW })
  await waitFor(() => expect(screen.getByRole('button', { name: 'Preview the cost' })).toBeEnabled())
  expect(screen.queryByRole('button', { name: 'Request approval' })).not.toBeInTheDocument()
})

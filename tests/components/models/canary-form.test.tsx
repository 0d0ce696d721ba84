/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { CanaryForm } from '@/app/(workspace)/models/challengers/_components/canary-form'
import { callApi } from '@/components/http/api-client'
import type { Canary } from '@/lib/governance/challengers/schema'

jest.mock('@/components/http/api-client', () => ({ callApi: jest.fn() }))
const push = jest.fn()
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: jest.fn(), push }) }))

const call = jest.mocked(callApi)
const LIMITS = { max_block_shift: 0.005, max_review_shift: 0.01, slow_ms: 100, max_slow_shift: 0.01 }
const watched = (limit: number) => ({ pairs: 0, shift: null, limit, evidence: 0 })
const CANARY: Canary = {
  model_id: 'm-1',
  version: 3,
  share: 0.1,
  slow_ms: 100,
  started_at: '',
  in_force: true,
  ended_at: null,
  end_reason: null,
  end_detail: null,
  decisions: 12,
  compared: 12,
  block: watched(0.005),
  review: watched(0.01),
  slow: watched(0.01),
}
const form = (canary: Canary | null, fourEyes: boolean) =>
  render(<CanaryForm modelId="m-1" canary={canary} mayWrite fourEyes={fourEyes} />)
const share = () => screen.getByLabelText('Share of senders (per cent)')

beforeEach(() => {
  jest.clearAllMocks()
  call.mockResolvedValue({ ok: true, body: { id: 'c-1', status: 'pending' } } as never)
})

test('starts a canary with its limits; a wrong field is marked and what was typed stays', async () => {
  const user = userEvent.setup()
  form(null, false)
  await user.type(share(), '5')
  await user.clear(screen.getByLabelText('Blocks (points)'))
  await user.click(screen.getByRole('button', { name: 'Let it decide' }))
  expect(screen.getByLabelText('Blocks (points)')).toHaveAccessibleDescription('Above 0, at most 50.')
  expect(call).not.toHaveBeenCalled()
  await user.type(screen.getByLabelText('Blocks (points)'), '2')
  await user.click(screen.getByRole('button', { name: 'Let it decide' }))
  expect(call).toHaveBeenCalledWith('PUT /api/models/{id}/canary', {
    params: { id: 'm-1' },
    body: { ...LIMITS, share: 0.05, max_block_shift: 0.02 },
    ifMatch: 0,
  })
})

test('under four eyes more senders are requested with a reason, fewer are set at once', async () => {
  const user = userEvent.setup()
  form(CANARY, true)
  await user.clear(share())
  await user.type(share(), '20')
  await user.click(screen.getByRole('button', { name: 'Request approval' }))
  expect(call).not.toHaveBeenCalled()
  await user.type(screen.getByLabelText('Reason'), 'It agrees')
  await user.click(screen.getByRole('button', { name: 'Request approval' }))
  expect(call).toHaveBeenCalledWith('POST /api/changes', {
    body: {
      change: { kind: 'canary', payload: { model_id: 'm-1', ...LIMITS, share: 0.2 } },
      reason: 'It agrees',
    },
  })
  expect(push).toHaveBeenCalledWith('/settings/changes/c-1')
  await user.clear(share())
  await user.type(share(), '5')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(call).toHaveBeenLastCalledWith(
    'PUT /api/models/{id}/canary',
    expect.objectContaining({ ifMatch: 3 }),
  )
})

test('the limits of a canary that has decided cannot be typed', () => {
  form(CANARY, false)
  expect(screen.getByLabelText('Blocks (points)')).toBeDisabled()
  expect(share()).toBeEnabled()
})

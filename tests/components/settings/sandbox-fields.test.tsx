/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { SandboxFields } from '@/app/(workspace)/settings/institution/_components/sandbox-fields'
import type { Typed } from '@/app/(workspace)/settings/institution/prepare-change'
import { callApi } from '@/components/http/api-client'

jest.mock('@/components/http/api-client', () => ({ callApi: jest.fn() }))
const push = jest.fn()
jest.mock('next/navigation', () => ({ useRouter: () => ({ push }) }))

const call = jest.mocked(callApi)
beforeEach(() => jest.clearAllMocks())

const show = (fourEyes: boolean, sandbox: boolean) => {
  const type = jest.fn()
  const inForce = { four_eyes: fourEyes, sandbox }
  render(<SandboxFields typed={{ sandbox } as Typed} type={type} inForce={inForce} />)
  return type
}

it('lets one administrator switch replays on without four eyes, and off with them', async () => {
  const type = show(true, true)
  await userEvent.setup().click(screen.getByLabelText('Replays may run here'))
  expect(type).toHaveBeenCalledWith('sandbox', false)
  expect(screen.queryByRole('button')).toBeNull()
})

it('requests an approval under four eyes', async () => {
  show(true, false)
  expect(screen.queryByLabelText('Replays may run here')).toBeNull()
  const user = userEvent.setup()
  await user.click(screen.getByRole('button', { name: 'Request to let replays run' }))
  await user.click(screen.getByRole('button', { name: 'Request approval' }))
  expect(screen.getByLabelText('Reason')).toHaveAccessibleDescription('Say what the replays are for.')
  expect(call).not.toHaveBeenCalled()
  await user.type(screen.getByLabelText('Reason'), 'Training')
  call.mockResolvedValueOnce({ ok: true, body: { id: 'c-1', status: 'pending' } } as never)
  await user.click(screen.getByRole('button', { name: 'Request approval' }))
  await waitFor(() => expect(push).toHaveBeenCalledWith('/settings/changes/c-1'))
  expect(call).toHaveBeenCalledWith('POST /api/changes', {
    body: { change: { kind: 'sandbox', payload: { sandbox: true } }, reason: 'Training' },
  })
})

/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { DeadLettersTable } from '@/app/(workspace)/settings/stream/_components/dead-letters-table'
import { callApi } from '@/components/http/api-client'
import type { DeadLetter } from '@/lib/scoring/stream/schema'

jest.mock('@/components/http/api-client', () => ({ callApi: jest.fn() }))
const refresh = jest.fn()
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh }) }))

const call = jest.mocked(callApi)
afterEach(() => jest.clearAllMocks())

const letter: DeadLetter = {
  id: '01a1f94f-a0ca-7000-832e-c76dad193176',
  topic: 'payments',
  partition: 3,
  offset: '17',
  problem: 'invalid-request',
  detail: 'amount: must be at least 0.',
  errors: [{ field: 'amount', reason: 'must be at least 0' }],
  received_at: '2026-12-01T10:00:00.000Z',
  value: '{"amount":-1}',
  is_whole: true,
  value_bytes: 13,
  settled: null,
}
const settled = {
  at: letter.received_at,
  by: { id: letter.id, name: 'Ada Admin' },
  transaction_id: letter.id,
}

const show = (...letters: DeadLetter[]) => render(<DeadLettersTable letters={letters} timeZone="UTC" />)
const buttons = () => screen.queryAllByRole('button').map(({ textContent }) => textContent)

test('shows where a message was, why it was not scored, and what can be done', () => {
  show(letter)
  expect(screen.getByText('payments:3:17')).toBeVisible()
  expect(screen.getByText('amount: must be at least 0.')).toBeVisible()
  expect(buttons()).toEqual(['Send again', 'Mend', 'Dismiss'])
})

test('offers what the kept message allows', () => {
  show({ ...letter, value: null, is_whole: false, value_bytes: 70_000 })
  expect(screen.getByText('70000 bytes that are not shown')).toBeVisible()
  expect(buttons()).toEqual(['Dismiss'])
})

test('shows what became of a settled message, without actions', () => {
  show({ ...letter, settled: { ...settled, as: 'scored' } })
  expect(screen.getByText('Scored')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Transaction' })).toHaveAttribute(
    'href',
    `/transactions/${letter.id}`,
  )
  expect(buttons()).toEqual([])
})

test('sends a mended message, and keeps what was typed when it is rejected', async () => {
  const user = userEvent.setup()
  show(letter)
  await user.click(screen.getByRole('button', { name: /^Mend/ }))
  const text = screen.getByLabelText('Message')
  await user.clear(text)
  await user.paste('{"amount":1}')
  call.mockResolvedValueOnce({ ok: false, problem: { message: 'external_id: is required.' } } as never)
  await user.click(screen.getByRole('button', { name: 'Send mended' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('external_id: is required.')
  expect(text).toHaveValue('{"amount":1}')
  call.mockResolvedValueOnce({ ok: true, body: letter } as never)
  await user.click(await screen.findByRole('button', { name: 'Send mended' }))
  expect(call).toHaveBeenLastCalledWith('POST /api/stream/dead-letters/{id}/resend', {
    params: { id: letter.id },
    body: { value: '{"amount":1}' },
  })
  expect(refresh).toHaveBeenCalled()
})

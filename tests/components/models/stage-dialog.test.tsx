/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StageActions } from '@/app/(workspace)/models/_components/stage-actions'
import { callApi } from '@/components/http/api-client'
import { buildDetail } from '../../support/model-documents'

jest.mock('@/components/http/api-client', () => ({ callApi: jest.fn() }))
const refresh = jest.fn()
const push = jest.fn()
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh, push }) }))

const call = jest.mocked(callApi)
const shadow = { ...buildDetail().model, stage: 'shadow' as const, stage_version: 4 }

afterEach(() => jest.clearAllMocks())

async function ask(button: RegExp, reason?: string) {
  const user = userEvent.setup()
  render(<StageActions model={shadow} />)
  await user.click(screen.getByRole('button', { name: button }))
  if (reason) await user.type(screen.getByLabelText('Reason'), reason)
  return user
}

test('requests the promotion of the canary and the rollback to a former production model, with a reason', async () => {
  const user = userEvent.setup()
  call.mockResolvedValue({ ok: true, body: { id: 'c-1', status: 'pending' } } as never)
  for (const [stage, button, action] of [
    ['canary', /^Promote/, 'promote'],
    ['archived', /^Roll back to it/, 'rollback'],
  ] as const) {
    const { unmount } = render(<StageActions model={{ ...shadow, stage }} />)
    await user.click(screen.getByRole('button', { name: button }))
    const send = screen.getByRole('button', { name: /^(Put into production|Roll back)$/ })
    await user.click(send)
    expect(screen.getByRole('alert')).toHaveTextContent('Say why')
    await user.type(screen.getByLabelText('Reason'), 'it finds more')
    await user.click(send)
    expect(call).toHaveBeenLastCalledWith('POST /api/changes', {
      body: {
        change: { kind: 'model-production', payload: { model_id: shadow.id, action } },
        reason: 'it finds more',
      },
    })
    unmount()
  }
  expect(push).toHaveBeenCalledWith('/settings/changes/c-1')
})

test('offers the legal stages only', () => {
  render(<StageActions model={shadow} />)
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
    'Back to registered',
    'Make canary',
    'Archive',
  ])
})

test('moves the model after a confirmation, with the version that was seen and the reason', async () => {
  call.mockResolvedValueOnce({ ok: true, body: shadow } as never)
  const user = await ask(/^Make canary/, 'it agrees on 99 %')
  expect(call).not.toHaveBeenCalled()
  await user.click(screen.getByRole('button', { name: 'Make canary' }))
  expect(call).toHaveBeenCalledWith('PATCH /api/models/{id}', {
    params: { id: shadow.id },
    ifMatch: 4,
    body: { stage: 'canary', reason: 'it agrees on 99 %' },
  })
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(refresh).toHaveBeenCalled()
})

test.each([
  ['version-conflict', /Another user has moved this model/],
  ['bundle-rejected', /trees\.json/],
])('keeps the dialog and the reason after %s', async (code, text) => {
  call.mockResolvedValueOnce({ ok: false, problem: { code, message: 'trees.json: its SHA-256 differs.' } })
  const user = await ask(/^Archive/, 'no longer needed')
  await user.click(screen.getByRole('button', { name: 'Archive' }))
  expect(await screen.findByRole('alert')).toHaveTextContent(text)
  expect(screen.getByLabelText('Reason')).toHaveValue('no longer needed')
})

/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { DeleteBundle } from '@/app/(workspace)/models/[id]/_components/delete-bundle'
import { Deleted } from '@/app/(workspace)/models/[id]/_components/report-states'
import { callApi } from '@/components/http/api-client'
import type { RegisteredModel } from '@/lib/governance/models/schema'
import { buildDetail } from '../../support/model-documents'

jest.mock('@/components/http/api-client', () => ({ callApi: jest.fn() }))
const refresh = jest.fn()
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh }) }))

const call = jest.mocked(callApi)
const own: RegisteredModel = {
  ...buildDetail().model,
  stage: 'registered',
  origin: 'institution',
  activated_at: null,
}
afterEach(() => jest.clearAllMocks())

test('deletes after a confirmation that says what goes and what stays', async () => {
  const user = userEvent.setup()
  call.mockResolvedValue({ ok: true, body: own } as never)
  render(<DeleteBundle model={own} />)
  await user.click(screen.getByRole('button', { name: `Delete: ${own.name} ${own.version}` }))
  expect(call).not.toHaveBeenCalled()
  expect(screen.getByRole('alertdialog')).toHaveTextContent(
    /deleted for good.*Its name, version and hash stay/,
  )
  await user.click(screen.getByRole('button', { name: 'Delete' }))
  expect(call).toHaveBeenCalledWith('DELETE /api/models/{id}', { params: { id: own.id } })
  expect(refresh).toHaveBeenCalled()
})

test('shows the reason of a rejection and keeps the question open', async () => {
  const user = userEvent.setup()
  const message = 'ours/1.0.0 decided payments as the canary.'
  call.mockResolvedValue({ ok: false, problem: { code: 'conflict', message } })
  render(<DeleteBundle model={own} />)
  await user.click(screen.getByRole('button', { name: /^Delete:/ }))
  await user.click(screen.getByRole('button', { name: 'Delete' }))
  expect(screen.getByRole('alertdialog')).toBeInTheDocument()
  expect(refresh).not.toHaveBeenCalled()
})

test.each<[string, Partial<RegisteredModel>]>([
  ['a shipped version', { origin: 'shipped' }],
  ['a version that was in production', { stage: 'archived', activated_at: '2026-01-01T00:00:00Z' }],
  ['a shadow model', { stage: 'shadow' }],
  ['a deleted version', { stage: 'deleted' }],
])('offers no deletion of %s', (_, changes) => {
  render(<DeleteBundle model={{ ...own, ...changes }} />)
  expect(screen.queryByRole('button')).not.toBeInTheDocument()
})

test('a deleted version shows since when, and the hash of what it was', () => {
  render(<Deleted at="2026-11-30T10:00:00Z" hash={own.manifest_sha256} timeZone="UTC" />)
  expect(screen.getByText(own.manifest_sha256)).toBeInTheDocument()
  expect(screen.getByText(/Its files are gone since/)).toHaveTextContent('30 Nov 2026')
})

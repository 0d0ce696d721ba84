/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { CaseDialogButton } from '@/components/cases/case-dialog-button'
// Loaded beforehand, so that the first dialog does not wait for its compilation.
import '@/components/cases/case-dialog-forms'

const router = { push: jest.fn(), refresh: jest.fn() }
jest.mock('next/navigation', () => ({ useRouter: () => router }))

const ME = { id: 'me', full_name: 'Lena Fischer', permissions: ['case:write'] }
const sent = jest.fn<void, [string, unknown]>()
const responses: Record<string, unknown> = {
  '/api/auth/me': ME,
  '/api/users/assignable': { items: [{ id: 'other', name: 'Maya Chen' }] },
  '/api/sla-policies': { policies: [{ priority: 'critical', minutes: 90 }] },
}

beforeEach(() => {
  jest.clearAllMocks()
  ME.permissions = ['case:write']
  Object.assign(globalThis, {
    fetch: (path: string, { method, body }: RequestInit) => {
      if (method === 'POST') sent(path, JSON.parse(String(body)))
      const found = { items: [{ id: 'c1', key: 'CASE-1', title: 'Old', status: 'open' }] }
      const response = responses[path] ?? (method === 'GET' ? found : { id: 'c2', key: 'CASE-2' })
      return Promise.resolve({ ok: true, status: 200, json: () => Promise.resolve(response) })
    },
  })
})

const selection = { transactionIds: ['t1', 't2'], entities: [{ kind: 'account', id: 'a1' }] } as const
const open = async (title = 'Review of a1') => {
  const shown = render(<CaseDialogButton {...selection} defaultTitle={title} />)
  fireEvent.click(screen.getByRole('button', { name: 'Open case' }))
  await screen.findByLabelText('Title')
  return shown
}

it('opens a case over the selection with the current title, and stays on the page', async () => {
  const { rerender } = await open('Old selection')
  expect(screen.getByText('Links 2 transactions and 1 entity to a case.')).toBeInTheDocument()
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  rerender(<CaseDialogButton {...selection} defaultTitle="New selection" />)
  fireEvent.click(screen.getByRole('button', { name: 'Open case' }))
  expect(await screen.findByLabelText('Title')).toHaveValue('New selection')
  fireEvent.change(screen.getByLabelText('Priority'), { target: { value: 'critical' } })
  expect(await screen.findByText('To be closed within 1 h 30 min.')).toBeInTheDocument()
  fireEvent.click(screen.getByRole('button', { name: 'Open case' }))
  await waitFor(() => expect(router.refresh).toHaveBeenCalled())
  expect(sent).toHaveBeenCalledWith('/api/cases', {
    title: 'New selection',
    priority: 'critical',
    assigned_to: null,
    transaction_ids: ['t1', 't2'],
    entities: [{ kind: 'account', id: 'a1' }],
  })
  expect(router.push).not.toHaveBeenCalled()
})

it('rejects a blank title without a request', async () => {
  await open(' ')
  fireEvent.click(screen.getByRole('button', { name: 'Open case' }))
  expect(screen.getByLabelText('Title')).toHaveAccessibleDescription('A case needs a title.')
  expect(sent).not.toHaveBeenCalled()
})

it('offers colleagues to users who may assign them, and explains the limit to others', async () => {
  const { unmount } = await open()
  await screen.findByText('Only senior analysts and administrators can assign a case to another user.')
  expect(screen.queryByRole('option', { name: 'Maya Chen' })).toBeNull()
  unmount()
  ME.permissions = ['case:write', 'case:assign']
  await open()
  expect(await screen.findByRole('option', { name: 'Maya Chen' })).toBeInTheDocument()
})

it('adds the selection to an existing case, and keeps typed text on the other tab', async () => {
  await open()
  fireEvent.change(screen.getByLabelText('Title'), { target: { value: 'Typed' } })
  fireEvent.mouseDown(screen.getByRole('tab', { name: 'Add to existing' }), { button: 0 })
  const add = await screen.findByRole('button', { name: 'Add to CASE-1, Old' })
  fireEvent.mouseDown(screen.getByRole('tab', { name: 'New case' }), { button: 0 })
  expect(screen.getByLabelText('Title')).toHaveValue('Typed')
  expect(add).not.toBeInTheDocument()
  fireEvent.mouseDown(screen.getByRole('tab', { name: 'Add to existing' }), { button: 0 })
  fireEvent.click(await screen.findByRole('button', { name: 'Add to CASE-1, Old' }))
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2))
  expect(sent).toHaveBeenNthCalledWith(1, '/api/cases/c1/transactions', { transaction_ids: ['t1', 't2'] })
  expect(sent).toHaveBeenNthCalledWith(2, '/api/cases/c1/entities', { entities: selection.entities })
})

/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { CaseEditingProvider } from '@/app/(workspace)/cases/[id]/_components/case-editing'
import { CloseDialog } from '@/app/(workspace)/cases/[id]/_components/close-dialog'
import { ConflictPanel } from '@/app/(workspace)/cases/[id]/_components/conflict-panel'
import { NoteForm } from '@/app/(workspace)/cases/[id]/_components/note-form'
import { TitleEditor } from '@/app/(workspace)/cases/[id]/_components/title-editor'
import { keepDraft } from '@/components/cases/drafts'
import type { LiveSignal } from '@/components/live/live-stream'

const refresh = jest.fn()
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh }) }))

let hear: (signal: LiveSignal) => void = () => undefined
jest.mock('@/components/live/use-live', () => ({
  useLive: (_: unknown, react: (signal: LiveSignal) => void) => {
    hear = react
  },
}))

const READ = '2026-11-20T12:00:00.000Z'
const LATER = '2026-11-20T12:02:00.000Z'
const fetched = jest.fn<
  Promise<{ ok: boolean; status: number; json: () => Promise<unknown> }>,
  [string, RequestInit]
>()
const answer = (status: number, body: unknown) =>
  Promise.resolve({ ok: status < 400, status, json: () => Promise.resolve(body) })
const bodyOf = (call: number): unknown => JSON.parse(String(fetched.mock.calls[call]?.[1].body))

const TIMELINE = {
  items: [
    { seq: '11', at: LATER, text: 'Maya Chen changed the status from Investigating to Pending' },
    { seq: '9', at: READ, text: 'Maya Chen opened the case' },
  ],
}

beforeEach(() => {
  Object.assign(globalThis, { fetch: fetched })
  fetched.mockReset()
  refresh.mockReset()
})
afterEach(() => {
  for (const name of ['title', 'note', 'summary', 'outcome']) keepDraft(`case:c:${name}`, '')
})

function page(version = 3, updatedAt = READ) {
  return (
    <CaseEditingProvider caseId="c" version={version} updatedAt={updatedAt}>
      <ConflictPanel lastSeq={version === 3 ? '9' : '11'} timeZone="Etc/UTC" />
      <TitleEditor caseKey="CASE-1" title="Old title" mayWrite />
      <NoteForm people={[{ id: 'p1', name: 'Maya Chen' }]} />
      <CloseDialog open onEnd={() => undefined} />
    </CaseEditingProvider>
  )
}
const find = (name: RegExp) => screen.getByRole('button', { name, hidden: true })
const typeTitle = (text: string) => {
  fireEvent.click(find(/Edit the title/))
  fireEvent.change(screen.getByLabelText('Title of CASE-1'), { target: { value: text } })
}

it('keeps the text of a lost update, says who was first, and sends it anew with the version of now', async () => {
  fetched.mockImplementation((path, { method }) =>
    method === 'PATCH'
      ? answer(412, { type: '/docs/problems/version-conflict', title: 'Changed' })
      : answer(200, path.includes('/timeline') ? TIMELINE : {}),
  )
  const { rerender } = render(page())
  typeTitle('Mine')
  fireEvent.click(find(/^Save$/))
  await screen.findByText('12:02 Maya Chen changed the status from Investigating to Pending')
  expect(screen.queryByText(/opened the case/)).toBeNull()
  expect(bodyOf(0)).toEqual({ version: 3, title: 'Mine' })

  fireEvent.click(screen.getAllByRole('button', { name: /Load theirs/, hidden: true })[0] as HTMLElement)
  expect(refresh).toHaveBeenCalled()
  rerender(page(4, LATER))
  expect(screen.queryByText(/was not saved/)).toBeNull()
  expect(screen.getByLabelText('Title of CASE-1')).toHaveValue('Mine')

  fetched.mockImplementation(() => answer(200, { version: 5 }))
  fireEvent.click(find(/^Save$/))
  await waitFor(() => expect(screen.queryByLabelText('Title of CASE-1')).toBeNull())
  expect(bodyOf(fetched.mock.calls.length - 1)).toEqual({ version: 4, title: 'Mine' })
})

it('shows a change at once where nothing is being written, and only says so where something is', async () => {
  fetched.mockImplementation((path) =>
    answer(200, path.includes('/timeline') ? TIMELINE : { updated_at: LATER }),
  )
  const { rerender } = render(page())
  act(() => hear({ kind: 'cases.changed', payload: { caseId: 'another' } }))
  expect(refresh).not.toHaveBeenCalled()
  act(() => hear({ kind: 'cases.changed', payload: { caseId: 'c' } }))
  expect(refresh).toHaveBeenCalledTimes(1)

  fireEvent.change(screen.getByLabelText('Write a note'), { target: { value: 'half' } })
  act(() => hear({ kind: 'cases.changed', payload: { caseId: 'c' } }))
  await screen.findByText('This case was changed')
  expect(refresh).toHaveBeenCalledTimes(1)
  rerender(page(4, LATER))
  expect(screen.queryByText('This case was changed')).toBeNull()
  expect(screen.getByLabelText('Write a note')).toHaveValue('half')
})

it('asks for outcome and summary before it closes, and keeps both when the server refuses', async () => {
  fetched.mockImplementation(() => answer(409, { type: '/docs/problems/conflict', detail: 'Not now.' }))
  render(page())
  fireEvent.click(find(/^Close case$/))
  expect(screen.getByText('Choose how the case ended.')).toBeInTheDocument()
  expect(screen.getByText('A closed case needs a summary.')).toBeInTheDocument()
  expect(fetched).not.toHaveBeenCalled()

  fireEvent.change(screen.getByLabelText('Outcome'), { target: { value: 'inconclusive' } })
  fireEvent.change(screen.getByLabelText('Summary'), { target: { value: ' Nothing found. ' } })
  fireEvent.click(find(/^Close case$/))
  await screen.findByText('Not now.')
  expect(bodyOf(0)).toEqual({
    version: 3,
    status: 'closed',
    outcome: 'inconclusive',
    summary: 'Nothing found.',
  })
  expect(screen.getByLabelText('Summary')).toHaveValue(' Nothing found. ')
})

it('completes a mention by keyboard and sends whom the note names', async () => {
  fetched.mockImplementation(() => answer(201, {}))
  render(page())
  const field = screen.getByLabelText<HTMLTextAreaElement>('Write a note')
  fireEvent.change(field, { target: { value: 'Look @may' } })
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(field).toHaveValue('Look @Maya Chen ')
  fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true })
  await waitFor(() => expect(field).toHaveValue(''))
  expect(bodyOf(0)).toEqual({ body: 'Look @Maya Chen', mentions: ['p1'] })
})

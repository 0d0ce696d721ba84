/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { CaseEditingProvider, useCaseEditing } from '@/app/(workspace)/cases/[id]/_components/case-editing'
import { CloseDialog } from '@/app/(workspace)/cases/[id]/_components/close-dialog'
import { ConflictPanel } from '@/app/(workspace)/cases/[id]/_components/conflict-panel'
import { NoteForm } from '@/app/(workspace)/cases/[id]/_components/note-form'
import { TitleEditor } from '@/app/(workspace)/cases/[id]/_components/title-editor'
import { keepDraft } from '@/components/cases/drafts'
import type { LiveSignal } from '@/components/live/live-stream'
import type { CaseDetail } from '@/lib/desk/cases/schema'

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
/** As much of a case as these components read. */
const detailOf = (version: number, seq: string, title = 'Old title') =>
  ({
    id: 'c',
    key: 'CASE-1',
    title,
    version,
    open_alert_count: 3,
    timeline: { items: [{ seq }], next_cursor: null },
  }) as CaseDetail
const changed = (seq?: string, caseId = 'c'): LiveSignal => ({
  kind: 'cases.changed',
  payload: { caseId, seq },
})
const fetched = jest.fn<
  Promise<{ ok: boolean; status: number; headers?: Headers; json: () => Promise<unknown> }>,
  [string, RequestInit]
>()
const okay = (body: unknown) => ({ ok: true, status: 200, json: () => Promise.resolve(body) })
const response = (status: number, body: unknown) =>
  Promise.resolve({
    ok: status < 400,
    status,
    headers: new Headers(),
    json: () => Promise.resolve(body),
  })
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

function page(version = 3, seq = '9') {
  return (
    <CaseEditingProvider rendered={detailOf(version, seq)}>
      <Shown />
    </CaseEditingProvider>
  )
}
function Shown() {
  const { detail } = useCaseEditing()
  return (
    <>
      <ConflictPanel lastSeq={detail.timeline.items[0]?.seq} timeZone="Etc/UTC" />
      <TitleEditor caseKey={detail.key} title={detail.title} mayWrite />
      <NoteForm users={[{ id: 'p1', name: 'Maya Chen' }]} />
      <CloseDialog open mayDecideMany onEnd={() => undefined} />
    </>
  )
}
const find = (name: RegExp) => screen.getByRole('button', { name, hidden: true })
const typeTitle = (text: string) => {
  fireEvent.click(find(/Edit the title/))
  fireEvent.change(screen.getByLabelText('Title of CASE-1'), { target: { value: text } })
}

it('keeps the text of a rejected change, names the author of the earlier one, and resends it with the current version', async () => {
  fetched.mockImplementation((path, { method }) =>
    method === 'PATCH'
      ? response(412, { type: '/docs/problems/version-conflict', title: 'Changed' })
      : response(200, path.includes('/timeline') ? TIMELINE : {}),
  )
  const { rerender } = render(page())
  typeTitle('Mine')
  fireEvent.click(find(/^Save$/))
  await screen.findByText('12:02 Maya Chen changed the status from Investigating to Pending')
  expect(screen.queryByText(/opened the case/)).toBeNull()
  expect(bodyOf(0)).toEqual({ version: 3, title: 'Mine' })

  fireEvent.click(
    screen.getAllByRole('button', { name: /Load their changes/, hidden: true })[0] as HTMLElement,
  )
  expect(refresh).toHaveBeenCalled()
  rerender(page(4, '11'))
  expect(screen.queryByText(/was not saved/)).toBeNull()
  expect(screen.getByLabelText('Title of CASE-1')).toHaveValue('Mine')

  fetched.mockImplementation(() => response(200, detailOf(5, '12', 'Mine')))
  fireEvent.click(find(/^Save$/))
  await waitFor(() => expect(screen.queryByLabelText('Title of CASE-1')).toBeNull())
  expect(bodyOf(fetched.mock.calls.length - 1)).toEqual({ version: 4, title: 'Mine' })
})

it('shows a colleague’s change at once, and only announces it while a draft is held', async () => {
  fetched.mockImplementation(() => response(200, TIMELINE))
  const { rerender } = render(page())
  act(() => hear(changed('10', 'another')))
  act(() => hear(changed('9')))
  expect(refresh).not.toHaveBeenCalled()
  act(() => hear(changed('10')))
  expect(refresh).toHaveBeenCalledTimes(1)

  rerender(page(4, '10'))
  fireEvent.change(screen.getByLabelText('Write a note'), { target: { value: 'half' } })
  act(() => hear(changed('11')))
  await screen.findByText('This case was changed')
  expect(refresh).toHaveBeenCalledTimes(1)
  expect(fetched.mock.calls.map(([path]) => path)).toEqual(['/api/cases/c/timeline?limit=10'])
  rerender(page(5, '11'))
  expect(screen.queryByText('This case was changed')).toBeNull()
  expect(screen.getByLabelText('Write a note')).toHaveValue('half')
})

it.each([['reset'], ['an event without a number']])(
  'asks for one timeline entry, not for the case, after %s while a draft is held',
  async (what) => {
    fetched.mockImplementation(() => response(200, { items: [{ seq: '9', at: READ, text: '' }] }))
    render(page())
    fireEvent.change(screen.getByLabelText('Write a note'), { target: { value: 'half' } })
    const signal = what === 'reset' ? ({ kind: 'reset', payload: {} } as const) : changed()
    await act(async () => hear(signal))
    expect(screen.queryByText('This case was changed')).toBeNull()
    fetched.mockImplementation(() => response(200, TIMELINE))
    await act(async () => hear(signal))
    await screen.findByText('This case was changed')
    const paths = new Set(fetched.mock.calls.map(([path]) => path))
    expect([...paths]).toEqual(['/api/cases/c/timeline?limit=1', '/api/cases/c/timeline?limit=10'])
    expect(refresh).not.toHaveBeenCalled()
  },
)

it.each([['before'], ['after']])(
  'shows its own change from the response, without a refresh for its event %s the response',
  async (when) => {
    let respond: () => void = () => undefined
    fetched.mockImplementation(
      () => new Promise((resolve) => (respond = () => resolve(okay(detailOf(4, '10', 'Mine'))))),
    )
    render(page())
    typeTitle('Mine')
    fireEvent.click(find(/^Save$/))
    if (when === 'before') act(() => hear(changed('10')))
    await act(async () => respond())
    await screen.findByText('Mine')
    if (when === 'after') act(() => hear(changed('10')))
    expect(document.title).toBe('CASE-1 Mine · Sentinel')
    expect(refresh).not.toHaveBeenCalled()
    act(() => hear(changed('11')))
    expect(refresh).toHaveBeenCalledTimes(1)
  },
)

it('refreshes for a colleague’s change that is announced while its own is sent', async () => {
  let respond: () => void = () => undefined
  fetched.mockImplementation(
    () => new Promise((resolve) => (respond = () => resolve(okay(detailOf(4, '10', 'Mine'))))),
  )
  render(page())
  typeTitle('Mine')
  fireEvent.click(find(/^Save$/))
  act(() => keepDraft('case:c:title', ''))
  act(() => hear(changed('11')))
  expect(refresh).not.toHaveBeenCalled()
  await act(async () => respond())
  expect(refresh).toHaveBeenCalledTimes(1)
})

it('clears the cached pages of the router when the user leaves a changed case', async () => {
  fetched.mockImplementation(() => response(201, { case: detailOf(3, '10') }))
  const { unmount } = render(page())
  fireEvent.change(screen.getByLabelText('Write a note'), { target: { value: 'done' } })
  fireEvent.click(find(/^Add note$/))
  await waitFor(() => expect(screen.getByLabelText('Write a note')).toHaveValue(''))
  expect(refresh).not.toHaveBeenCalled()
  unmount()
  expect(refresh).toHaveBeenCalledTimes(1)
})

it('asks for outcome and summary before it closes, and keeps both when the server rejects them', async () => {
  fetched.mockImplementation(() => response(409, { type: '/docs/problems/conflict', detail: 'Not now.' }))
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

it('says how many open alerts are decided with the case, and leaves them where that is chosen', async () => {
  fetched.mockImplementation(() => response(200, detailOf(4, '10')))
  render(page())
  fireEvent.change(screen.getByLabelText('Summary'), { target: { value: 'A ring.' } })
  fireEvent.change(screen.getByLabelText('Outcome'), { target: { value: 'reported' } })
  expect(screen.queryByText(/alerts of this case are open/)).toBeNull()
  fireEvent.change(screen.getByLabelText('Outcome'), { target: { value: 'confirmed_fraud' } })
  expect(
    screen.getByText('3 alerts of this case are open: decided with the case as confirmed fraud.'),
  ).toBeInTheDocument()
  fireEvent.click(screen.getByLabelText('Leave them open'))
  fireEvent.click(find(/^Close case$/))
  await waitFor(() => expect(fetched).toHaveBeenCalled())
  expect(bodyOf(0)).toMatchObject({ outcome: 'confirmed_fraud', leave_alerts: true })
})

it('completes a mention by keyboard and sends the mentioned users', async () => {
  fetched.mockImplementation(() => response(201, { case: detailOf(3, '10') }))
  render(page())
  const field = screen.getByLabelText<HTMLTextAreaElement>('Write a note')
  fireEvent.change(field, { target: { value: 'Look @may' } })
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(field).toHaveValue('Look @Maya Chen ')
  fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true })
  await waitFor(() => expect(field).toHaveValue(''))
  expect(bodyOf(0)).toEqual({ body: 'Look @Maya Chen', mentions: ['p1'] })
})

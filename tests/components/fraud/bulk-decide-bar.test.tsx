/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { toast } from '@/components/ui/toast'
import { BulkDecideBar } from '@/components/fraud/bulk-decide-bar'
import { saidOf } from '@/components/fraud/decide-together'

jest.mock('@/components/ui/toast', () => ({
  toast: { success: jest.fn(), error: jest.fn(), info: jest.fn() },
}))

const sent: { method: string; body: Record<string, unknown> }[] = []
let response: { ok: boolean; body: unknown }
beforeEach(() => {
  sent.length = 0
  jest.clearAllMocks()
  response = {
    ok: true,
    body: { updated: 2, already: 0, transaction_ids: ['a', 'b'], decision_versions: [1, 3], skipped: [] },
  }
  global.fetch = jest.fn(async (_: unknown, init: RequestInit) => {
    sent.push({ method: init.method ?? '', body: JSON.parse(String(init.body)) })
    return { ok: response.ok, status: 200, json: async () => response.body }
  }) as unknown as typeof fetch
})

const VERSIONS = new Map([
  ['a', 0],
  ['b', 2],
])
const NOW = new Map([
  ['a', 1],
  ['b', 3],
])
const show = (ids: string[], canDecideMany = true) => {
  const onDone = jest.fn()
  render(
    <BulkDecideBar
      ids={ids}
      versions={VERSIONS}
      canDecideMany={canDecideMany}
      onDone={onDone}
      onClear={() => undefined}
    />,
  )
  return onDone
}
const press = (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })))
type Toasted = [string, { action?: { onClick: () => void } }]

it('appears only for a selection, with the number of selected rows', () => {
  show([])
  expect(screen.queryByRole('region', { name: 'Selection' })).toBeNull()
  show(['a', 'b'])
  expect(screen.getByText('2 selected', { selector: '[aria-live]' })).toBeInTheDocument()
})

it('decides all with one rationale and offers the undo', async () => {
  const onDone = show(['a', 'b'])
  fireEvent.change(screen.getByLabelText(/Rationale/), { target: { value: ' one ring ' } })
  await press('Confirm fraud')
  expect(sent).toEqual([
    {
      method: 'POST',
      body: {
        transaction_ids: ['a', 'b'],
        expected_versions: [0, 2],
        decision: 'confirmed_fraud',
        notes: 'one ring',
      },
    },
  ])
  expect(onDone).toHaveBeenLastCalledWith({
    transactionIds: ['a', 'b'],
    decision: 'confirmed_fraud',
    versions: NOW,
  })
  response.body = { undone: 1, kept: 1, transaction_ids: ['a'], decision_versions: [2], skipped: [] }
  const [, options] = (toast.success as jest.Mock).mock.calls[0] as Toasted
  await act(async () => options.action?.onClick())
  expect(sent[1]).toEqual({
    method: 'DELETE',
    body: { transaction_ids: ['a', 'b'], expected_versions: [1, 3] },
  })
  // The kept row keeps its mark.
  expect(onDone).toHaveBeenLastCalledWith({
    transactionIds: ['a'],
    decision: null,
    versions: new Map([['a', 2]]),
  })
})

describe('with all that match a search selected', () => {
  const matching = { filter: { risk_band: 'high' as const }, count: 312 }
  const showMatching = () => {
    const calls = { onDone: jest.fn(), onRejected: jest.fn() }
    render(
      <BulkDecideBar
        ids={['a']}
        versions={VERSIONS}
        matching={matching}
        canDecideMany
        onClear={() => undefined}
        {...calls}
      >
        Add to case
      </BulkDecideBar>,
    )
    return calls
  }

  it('sends the filter with the number that was shown, after a dialog that names it', async () => {
    const { onDone } = showMatching()
    expect(screen.getByText('312 selected', { selector: '[aria-live]' })).toBeInTheDocument()
    expect(screen.queryByText('Add to case')).toBeNull()
    await press('Escalate')
    expect(screen.getByRole('alertdialog')).toHaveTextContent('Escalated: 312 transactions?')
    expect(screen.getByRole('alertdialog')).toHaveTextContent('all transactions that match this search')
    await press('Decide all')
    expect(sent).toEqual([
      {
        method: 'POST',
        body: { filter: { risk_band: 'high' }, expected_count: 312, decision: 'escalated' },
      },
    ])
    expect(onDone).toHaveBeenLastCalledWith({
      transactionIds: ['a', 'b'],
      decision: 'escalated',
      versions: NOW,
    })
  })

  it('reports the rejection of another count', async () => {
    const detail = '313 transactions match now, not 312. Nothing was decided.'
    response = { ok: false, body: { type: '/docs/problems/conflict', detail, current_count: 313 } }
    const { onDone, onRejected } = showMatching()
    await press('Escalate')
    await press('Decide all')
    expect(toast.error).toHaveBeenCalledWith(detail)
    expect(onRejected).toHaveBeenCalledTimes(1)
    expect(onDone).not.toHaveBeenCalled()
  })
})

it('changes nothing when the server rejects, and shows the reason', async () => {
  response = { ok: false, body: { type: '/docs/problems/not-found', detail: 'Not there.' } }
  const onDone = show(['a'])
  await press('Escalate')
  expect(onDone).not.toHaveBeenCalled()
  expect(toast.error).toHaveBeenCalledWith('Not there.')
})

it('asks for confirmation above twenty', async () => {
  show(Array.from({ length: 21 }, (_, i) => `t${i}`))
  await press('False positive')
  expect(sent).toEqual([])
  expect(screen.getByRole('alertdialog')).toHaveTextContent('False positive: 21 transactions?')
  await press('Decide all')
  expect(sent).toHaveLength(1)
})

it('tells an analyst that deciding several needs another role, and offers one', () => {
  const { unmount } = render(
    <BulkDecideBar
      ids={['a', 'b']}
      versions={VERSIONS}
      canDecideMany={false}
      onDone={() => undefined}
      onClear={() => undefined}
    />,
  )
  expect(screen.getByText(/Only senior analysts and administrators can decide several/)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Confirm fraud' })).toBeNull()
  unmount()
  show(['a'], false)
  expect(screen.getByRole('button', { name: 'Confirm fraud' })).toBeEnabled()
})

it.each([
  [1, 0, 'Escalated: 1 transaction'],
  [3, 1, 'Escalated: 3 transactions, 1 was already'],
  [0, 2, 'Escalated: 0 transactions, 2 were already'],
])('reports the result for %i and %i', (updated, already, text) =>
  expect(saidOf('escalated', updated, already)).toBe(text),
)

/** @jest-environment jsdom */
import { act, renderHook } from '@testing-library/react'
import { useDecided } from '@/app/(workspace)/queue/_components/use-decided'
import { transactionRow } from '../../support/transaction-row'

jest.mock('@/components/ui/toast', () => ({
  toast: { success: jest.fn(), error: jest.fn(), info: jest.fn() },
}))

const undone: string[][] = []
const expected: unknown[] = []
let response: { ok: boolean; body: unknown }
beforeEach(() => {
  undone.length = 0
  expected.length = 0
  global.fetch = jest.fn(async (_: unknown, init: RequestInit) => {
    const body = JSON.parse(String(init.body)) as { transaction_ids: string[]; expected_versions?: number[] }
    undone.push(body.transaction_ids)
    expected.push(body.expected_versions)
    return { ok: response.ok, status: 200, json: async () => response.body }
  }) as unknown as typeof fetch
})

function decidedTogether() {
  const { result } = renderHook(useDecided)
  act(() => result.current.keep({ transactionIds: ['first'], decision: 'escalated', versions: new Map() }))
  const versions = new Map([
    ['a', 3],
    ['b', 4],
  ])
  act(() => result.current.keep({ transactionIds: ['a', 'b'], decision: 'confirmed_fraud', versions }))
  return result
}

it('keeps the marks of rows that the undo of many did not undo, and goes on with the decision before', async () => {
  const result = decidedTogether()
  response = {
    ok: true,
    body: { undone: 1, kept: 1, transaction_ids: ['a'], decision_versions: [5], skipped: [] },
  }
  await act(async () => void result.current.undoLast())
  expect([...result.current.decided]).toEqual([
    ['first', 'escalated'],
    ['b', 'confirmed_fraud'],
  ])
  await act(async () => void result.current.undoLast())
  expect(undone).toEqual([['a', 'b'], ['first']])
  // The versions of the responses; that of the first decision is not known here.
  expect(expected).toEqual([[3, 4], undefined])
  const rows = [transactionRow('a', { decision_version: 2 }), transactionRow('b', { decision_version: 9 })]
  expect([...result.current.versionsOf(rows)]).toEqual([
    ['a', 5],
    ['b', 9],
  ])
})

it('undoes the same decision again where the server rejected the undo', async () => {
  const result = decidedTogether()
  response = { ok: false, body: { detail: 'Not now.' } }
  await act(async () => void result.current.undoLast())
  await act(async () => void result.current.undoLast())
  expect(undone).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ])
  expect(result.current.decided.size).toBe(3)
})

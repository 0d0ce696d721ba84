/** @jest-environment jsdom */
import { act, renderHook } from '@testing-library/react'
import { useDecided } from '@/app/(workspace)/queue/_components/use-decided'

jest.mock('@/components/ui/toast', () => ({
  toast: { success: jest.fn(), error: jest.fn(), info: jest.fn() },
}))

const undone: string[][] = []
let response: { ok: boolean; body: unknown }
beforeEach(() => {
  undone.length = 0
  global.fetch = jest.fn(async (_: unknown, init: RequestInit) => {
    undone.push((JSON.parse(String(init.body)) as { transaction_ids: string[] }).transaction_ids)
    return { ok: response.ok, status: 200, json: async () => response.body }
  }) as unknown as typeof fetch
})

function decidedTogether() {
  const { result } = renderHook(useDecided)
  act(() => result.current.keep({ transactionIds: ['first'], decision: 'escalated' }))
  act(() => result.current.keep({ transactionIds: ['a', 'b'], decision: 'confirmed_fraud' }))
  return result
}

it('keeps the marks of rows that the undo of many did not undo, and goes on with the decision before', async () => {
  const result = decidedTogether()
  response = { ok: true, body: { undone: 1, kept: 1, transaction_ids: ['a'] } }
  await act(async () => void result.current.undoLast())
  expect([...result.current.decided]).toEqual([
    ['first', 'escalated'],
    ['b', 'confirmed_fraud'],
  ])
  await act(async () => void result.current.undoLast())
  expect(undone).toEqual([['a', 'b'], ['first']])
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

/** @jest-environment jsdom */
import { act, renderHook } from '@testing-library/react'
import { useFrozenRows } from '@/components/fraud/use-frozen-rows'
import type { TransactionRow } from '@/lib/desk/transactions/schema'

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: jest.fn() }) }))

const rows = (...ids: string[]) =>
  ids.map((transaction_id) => ({ transaction_id, scored_at: '2026-02-03T00:00:00.000Z' }) as TransactionRow)
const at = (minute: number) => `2026-02-04T00:0${minute}:00.000Z`

it('shows the render after the one on screen, also where an earlier render made the request', () => {
  const { result, rerender } = renderHook(({ items, minute }) => useFrozenRows(items, at(minute)), {
    initialProps: { items: rows('a'), minute: 0 },
  })
  // An undo in a message calls the function of the render in which its message was made.
  const { reload } = result.current
  const shown = () => result.current.shown.map(({ transaction_id }) => transaction_id)
  act(() => reload())
  rerender({ items: [], minute: 1 })
  expect(shown()).toEqual([])
  act(() => reload())
  rerender({ items: rows('a'), minute: 2 })
  expect(shown()).toEqual(['a'])
  rerender({ items: rows('a', 'b'), minute: 3 })
  expect(shown()).toEqual(['a'])
})

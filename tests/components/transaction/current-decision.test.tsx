/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { CurrentDecision } from '@/app/(workspace)/transactions/[id]/_components/current-decision'
import type { DecisionEntry } from '@/lib/desk/transactions/schema'

const RENDERED = '2026-11-20T12:00:00.000Z'
const entry: DecisionEntry = {
  id: 'd',
  decision: 'false_positive',
  notes: '<img src=x onerror=alert(1)>',
  decided_at: RENDERED,
  user_id: 'u',
  user_name: 'Ana Analyst',
  retracts_id: null,
  undo_until: '2026-11-20T12:05:00.000Z',
}

function show(overrides: Partial<DecisionEntry> = {}) {
  const onUndo = jest.fn()
  const clock = { renderedAt: RENDERED, timeZone: 'UTC' }
  render(<CurrentDecision entry={{ ...entry, ...overrides }} clock={clock} pending={false} onUndo={onUndo} />)
  return onUndo
}

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())
const pass = (ms: number) => act(() => jest.advanceTimersByTime(ms))

it('offers the undo with the time left, and only until it ends', () => {
  show()
  expect(screen.getByRole('button')).toHaveTextContent('Undo 5:00')
  pass(61_000)
  expect(screen.getByRole('button')).toHaveTextContent('Undo 3:59')
  pass(240_000)
  expect(screen.queryByRole('button')).toBeNull()
})

it('requests the undo on a click', () => {
  const onUndo = show()
  fireEvent.click(screen.getByRole('button'))
  expect(onUndo).toHaveBeenCalledTimes(1)
})

it('offers no undo for the decision of another user, and shows notes as plain text', () => {
  show({ undo_until: null })
  expect(screen.queryByRole('button')).toBeNull()
  expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeVisible()
  expect(document.querySelector('img')).toBeNull()
})

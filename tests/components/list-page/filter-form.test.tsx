/** @jest-environment jsdom */
import { fireEvent, render, screen } from '@testing-library/react'
import type { FilterField } from '@/components/list-page/filter-fields'
import { FilterForm } from '@/components/list-page/filter-form'

const push = jest.fn()
jest.mock('next/navigation', () => ({ useRouter: () => ({ push }) }))
beforeEach(() => push.mockReset())

const FIELDS: readonly FilterField[] = [
  { kind: 'search', name: 'q', label: 'Search' },
  { kind: 'choice', name: 'status', label: 'Status', unset: 'Open', options: [['closed', 'Closed']] },
  { kind: 'date', name: 'to', label: 'To', waits: true },
  { kind: 'hidden', name: 'overdue', label: 'Overdue' },
]
const show = (given: Record<string, string> = {}) =>
  render(<FilterForm label="Filter cases" path="/cases" fields={FIELDS} given={given} />)

it('applies a choice at once and keeps the values that have no field', () => {
  show({ q: 'a b', overdue: 'true', list: 'x' })
  fireEvent.change(screen.getByLabelText('Status'), { target: { value: 'closed' } })
  expect(push).toHaveBeenCalledWith('/cases?q=a+b&status=closed&overdue=true&list=x', { scroll: false })
})

it('applies typed text and fields that wait only when the form is submitted', () => {
  show()
  fireEvent.change(screen.getByLabelText('Search'), { target: { value: ' CASE-12 ' } })
  fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-11-30' } })
  expect(push).not.toHaveBeenCalled()
  fireEvent.submit(screen.getByRole('form', { name: 'Filter cases' }))
  expect(push).toHaveBeenCalledWith('/cases?q=CASE-12&to=2026-11-30', { scroll: false })
})

it('links to the plain list when no filter is set', () => {
  show({ status: 'closed' })
  expect(screen.getByLabelText<HTMLSelectElement>('Status').value).toBe('closed')
  fireEvent.change(screen.getByLabelText('Status'), { target: { value: '' } })
  expect(push).toHaveBeenCalledWith('/cases', { scroll: false })
})

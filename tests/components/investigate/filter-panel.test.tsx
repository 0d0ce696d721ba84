/** @jest-environment jsdom */
import { fireEvent, render, screen } from '@testing-library/react'
import { FilterPanel } from '@/app/(workspace)/investigate/_components/filter-panel'

const push = jest.fn()
jest.mock('next/navigation', () => ({ useRouter: () => ({ push }) }))
beforeEach(() => push.mockReset())

const show = (given: Parameters<typeof FilterPanel>[0]['given']) =>
  render(
    <FilterPanel given={given} timeZone="Europe/Berlin">
      {null}
    </FilterPanel>,
  )

it('applies a choice at once and keeps the text and the order', () => {
  show({ q: 'C-1', order: 'loss' })
  fireEvent.change(screen.getByLabelText('Risk'), { target: { value: 'high' } })
  expect(push).toHaveBeenCalledWith('/investigate?risk_band=high&q=C-1&order=loss', { scroll: false })
})

it('applies amounts and days only with the button', () => {
  show({ type: 'TRANSFER' })
  fireEvent.change(screen.getByLabelText('Amount from'), { target: { value: '40000' } })
  fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-11-01' } })
  expect(push).not.toHaveBeenCalled()
  fireEvent.submit(screen.getByRole('form', { name: 'Filter transactions' }))
  expect(push).toHaveBeenCalledWith('/investigate?type=TRANSFER&min_amount=40000&from=2026-11-01', {
    scroll: false,
  })
})

it('shows the less frequent filters when one of them is set', () => {
  show({ country: 'US' })
  expect(screen.getByRole('button', { name: /^Fewer/ }).getAttribute('aria-expanded')).toBe('true')
  expect(screen.getByLabelText<HTMLInputElement>('Country').value).toBe('US')
})

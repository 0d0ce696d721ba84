/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { fireEvent, render, screen } from '@testing-library/react'
import { SelectableTable } from '@/components/data-table/selectable-table'
import { between, useRowSelection } from '@/components/data-table/use-row-selection'

const ROWS = ['a', 'b', 'c', 'd']

function Table({ rows = ROWS, followed = () => undefined }: { rows?: string[]; followed?: () => void }) {
  const selection = useRowSelection(rows)
  return (
    <>
      <output>{selection.ids.join(' ')}</output>
      <SelectableTable
        caption="Letters"
        columns={[
          {
            id: 'letter',
            head: 'Letter',
            cell: (row) => (
              <a href={`#${row}`} data-row-link onClick={followed}>
                {row}
              </a>
            ),
          },
          { id: 'code', head: 'Code', cell: (row) => `code of ${row}` },
        ]}
        rows={rows}
        rowId={(row) => row}
        rowLabel={(row) => `letter ${row}`}
        selection={selection}
      />
    </>
  )
}

const box = (name: string) => screen.getByRole('checkbox', { name })
const selected = () => screen.getByRole('status').textContent

it('selects row by row, and from one row to another with Shift', () => {
  render(<Table />)
  fireEvent.click(box('Select letter b'))
  expect(selected()).toBe('b')
  fireEvent.click(box('Select letter d'), { shiftKey: true })
  expect(selected()).toBe('b c d')
  fireEvent.click(box('Select letter c'))
  expect(selected()).toBe('b d')
  fireEvent.click(box('Select letter b'), { shiftKey: true })
  expect(selected()).toBe('d')
})

it('selects the page, says when only some of it is selected, and clears it', () => {
  render(<Table />)
  const page = box('Select all rows of this page')
  fireEvent.click(box('Select letter a'))
  expect(page).toBePartiallyChecked()
  fireEvent.click(page)
  expect(selected()).toBe('a b c d')
  expect(page).toBeChecked()
  fireEvent.click(page)
  expect(selected()).toBe('')
})

it('deselects a row that left the page', () => {
  const { rerender } = render(<Table />)
  fireEvent.click(box('Select letter a'))
  fireEvent.click(box('Select letter c'))
  rerender(<Table rows={['b', 'c']} />)
  expect(selected()).toBe('c')
})

it('opens a row by a click anywhere but on its checkbox', () => {
  const followed = jest.fn()
  render(<Table followed={followed} />)
  fireEvent.click(box('Select letter a'))
  expect(followed).not.toHaveBeenCalled()
  fireEvent.click(screen.getByText('code of a'))
  expect(followed).toHaveBeenCalledTimes(1)
})

it('selects between two rows in either direction, and only one row when the other is missing', () => {
  expect(between(ROWS, 'a', 'c')).toEqual(['a', 'b', 'c'])
  expect(between(ROWS, 'd', 'c')).toEqual(['c', 'd'])
  expect(between(ROWS, 'gone', 'c')).toEqual(['c'])
  expect(between(ROWS, null, 'c')).toEqual(['c'])
})

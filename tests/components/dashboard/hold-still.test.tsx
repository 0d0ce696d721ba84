/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { fireEvent, render, screen } from '@testing-library/react'
import { HoldStill } from '@/app/(workspace)/dashboard/_components/hold-still'
import { RovingFocus } from '@/components/charts/roving-focus'

/** What is being read does not move. */
it('shows no new content while it has the pointer or the focus', () => {
  const list = (text: string) => (
    <HoldStill>
      <a href="#row">{text}</a>
    </HoldStill>
  )
  const { rerender } = render(list('first'))
  fireEvent.pointerEnter(screen.getByText('first').parentElement as HTMLElement)
  rerender(list('second'))
  expect(screen.getByText('first')).toBeInTheDocument()
  fireEvent.pointerLeave(screen.getByText('first').parentElement as HTMLElement)
  expect(screen.getByText('second')).toBeInTheDocument()
  fireEvent.focus(screen.getByText('second'))
  rerender(list('third'))
  expect(screen.getByText('second')).toBeInTheDocument()
  fireEvent.blur(screen.getByText('second'))
  expect(screen.getByText('third')).toBeInTheDocument()
})

it('moves through a grid by arrow keys, with one tab stop', () => {
  render(
    <RovingFocus columns={2}>
      {['a', 'b', 'c', 'd'].map((name, i) => (
        <a key={name} href="#cell" data-stop tabIndex={i === 0 ? 0 : -1}>
          {name}
        </a>
      ))}
    </RovingFocus>,
  )
  const press = (key: string) => fireEvent.keyDown(document.activeElement as Element, { key })
  screen.getByText('a').focus()
  press('ArrowDown')
  expect(screen.getByText('c')).toHaveFocus()
  press('ArrowRight')
  expect(screen.getByText('d')).toHaveFocus()
  press('ArrowDown')
  expect(screen.getByText('d')).toHaveFocus()
  press('ArrowUp')
  expect(screen.getByText('b')).toHaveFocus()
  expect(document.querySelectorAll('[tabindex="0"]')).toHaveLength(1)
})

/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen } from '@testing-library/react'
import { Bar } from '@/components/charts/bar'
import { ChartViews } from '@/components/charts/chart-views'
import { toX, toY } from '@/components/charts/plot-area'
import { PlotFigure } from '@/components/charts/plot-figure'
import type { PlotSpec } from '@/components/charts/plot-spec'
import { SpanChart } from '@/components/charts/span-chart'

const axis = { label: 'share', ticks: [{ at: 0, label: '0' }] }
const spec: PlotSpec = {
  title: 'A plot',
  description: 'What it shows',
  x: axis,
  y: axis,
  lines: [
    {
      label: 'ours',
      tone: 'accent',
      points: [
        [0, 0],
        [1, 1],
      ],
    },
    { label: 'theirs', tone: 'second', points: [] },
  ],
  dots: {
    label: 'bins',
    tone: 'accent',
    items: [
      { x: 0.5, y: 0.5, low: 0.25, high: 0.75 },
      { x: 0.1, y: 0.1, low: null, high: null },
    ],
  },
  guides: [{ axis: 'x', at: 0.5, label: 'review' }],
}

it('has a name, a description and a table of its figures', () => {
  render(<PlotFigure spec={spec} table={<p>the table</p>} />)
  const plot = screen.getByRole('img', { name: 'A plot' })
  expect(plot).toHaveAccessibleDescription('What it shows')
  expect(screen.getByText('A plot: figures').closest('details')).toHaveTextContent('the table')
})

it('draws lines across the plot, nothing without points, and whiskers only for an interval', () => {
  const { container } = render(<PlotFigure spec={spec} table={null} />)
  const paths = [...container.querySelectorAll('svg[role=img] > path:not([aria-hidden])')].map((path) =>
    path.getAttribute('d'),
  )
  expect(paths).toEqual([`M${toX(0)} ${toY(0)}L${toX(1)} ${toY(1)}`])
  expect(container.querySelectorAll('circle[r="2.75"]')).toHaveLength(2)
  expect(container.querySelectorAll('svg[role=img] > g > path[stroke-width="1.25"]')).toHaveLength(1)
})

it('names vertical guides above the plot, each in a row of its own, and leaves room for guides to come', () => {
  const guides = [
    { axis: 'x', at: 0.5, label: 'in force 0.02' },
    { axis: 'y', at: 0.5, label: 'capacity 100' },
    { axis: 'x', at: 0.51, label: 'recommended 0.021' },
  ] as const
  const { container, rerender } = render(<PlotFigure spec={{ ...spec, guides: [...guides] }} table={null} />)
  const yOf = (label: string) => Number(screen.getByText(label).getAttribute('y'))
  expect(yOf('in force 0.02')).toBeLessThan(toY(1))
  expect(yOf('recommended 0.021')).toBe(yOf('in force 0.02') - 12)
  expect(yOf('capacity 100')).toBeGreaterThan(toY(1))
  const heightOf = () => container.querySelector('svg[role=img]')?.getAttribute('viewBox')
  expect(heightOf()).toBe('0 -24 340 272')
  rerender(<PlotFigure spec={{ ...spec, guides: [...guides], guideRows: 3 }} table={null} />)
  expect(heightOf()).toBe('0 -36 340 284')
})

it('switches views by radio buttons, without script', () => {
  const views = ['One', 'Two'].map((label) => ({ label, content: <p>{label} content</p> }))
  render(<ChartViews name="test" legend="Which one" views={views} />)
  expect(screen.getByRole('group', { name: 'Which one' })).toBeInTheDocument()
  expect(screen.getByRole('radio', { name: 'One' })).toBeChecked()
  expect(screen.getByRole('radio', { name: 'Two' })).not.toBeChecked()
  expect(screen.getByText('Two content').parentElement?.className).toContain('data-view="1"')
})

it('rejects more views than the stylesheet supports', () => {
  const views = ['a', 'b', 'c', 'd'].map((label) => ({ label, content: null }))
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(() => render(<ChartViews name="test" legend="" views={views} />)).toThrow(RangeError)
})

it('never draws a bar beyond the plot', () => {
  const { container } = render(<Bar share={1.7} low={-0.2} high={0.5} />)
  expect(container.querySelectorAll('rect')[1]).toHaveAttribute('width', '100')
  expect(container.querySelector('path')).toHaveAttribute('d', 'M0 4H50')
})

it('uses no inline style, which the content security policy forbids', () => {
  const spans = { title: 't', description: 'd', ticks: [], spans: [] }
  const { container } = render(
    <>
      <PlotFigure spec={spec} table={null} />
      <SpanChart
        spec={{ ...spans, spans: [{ label: 'train', from: 0, to: 0.5, tone: 'muted' }], ticks: axis.ticks }}
      />
      <Bar share={0.3} />
    </>,
  )
  expect(container.querySelectorAll('[style]')).toHaveLength(0)
})

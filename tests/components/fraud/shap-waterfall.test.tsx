/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen, within } from '@testing-library/react'
import type { Explanation } from '@/components/fraud/explanation'
import { ProbabilityPath } from '@/components/fraud/probability-path'
import { ShapWaterfall } from '@/components/fraud/shap-waterfall'

const explanation: Explanation = {
  baseValue: -6,
  baseScore: 0.0025,
  margin: 1,
  score: 0.731,
  steps: [
    { key: 'amount', label: 'Amount', value: '9,000.00', contribution: 8, from: -6, to: 2 },
    { key: 'note', label: '<img src=x>', value: '<script>', contribution: -1, from: 2, to: 1 },
  ],
  axis: { min: -6, max: 2 },
  raises: { count: 1, sum: 8 },
  lowers: { count: 1, sum: -1 },
}

it('reads as a table without its bars: base value, each contribution with its value, margin', () => {
  render(<ShapWaterfall explanation={explanation} />)
  const rows = screen.getAllByRole('row').slice(1)
  expect(rows.map((row) => within(row).getByRole('rowheader').textContent)).toEqual([
    'Base valuetraining average',
    'Amount9,000.00',
    '<img src=x><script>',
    'Marginthe sum of all',
  ])
  expect(rows.map((row) => row.lastElementChild?.textContent)).toEqual([
    '\u22126.00',
    '+8.00',
    '\u22121.00',
    '1.00',
  ])
})

it('draws each bar from the running margin before it to the one after it', () => {
  const { container } = render(<ShapWaterfall explanation={explanation} />)
  const bars = [...container.querySelectorAll('rect')].map((bar) => [
    Number(bar.getAttribute('x')),
    Number(bar.getAttribute('width')),
  ])
  expect(bars).toEqual([
    [0, 100],
    [87.5, 12.5],
  ])
})

it('uses no inline style, which the content security policy would refuse', () => {
  const { container } = render(<ShapWaterfall explanation={explanation} />)
  expect(container.querySelectorAll('[style]')).toHaveLength(0)
})

it('tells how the starting point becomes the probability', () => {
  render(<ProbabilityPath explanation={explanation} />)
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'Starting point0.25 %\u22126.00 log-odds',
    'Raises+8.001 feature',
    'Lowers\u22121.001 feature',
    'Margin1.00their sum',
    'Probability73.1 %calibrated',
  ])
})

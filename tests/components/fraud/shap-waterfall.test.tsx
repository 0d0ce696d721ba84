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
  byFeature: {
    steps: [
      {
        key: 'amount',
        label: 'Amount',
        value: '9,000.00',
        contribution: 8,
        from: -6,
        to: 2,
        probability: 0.88,
      },
      {
        key: 'x',
        label: '<img src=x>',
        value: '<script>',
        contribution: -1,
        from: 2,
        to: 1,
        probability: 0.731,
      },
    ],
    axis: { min: -6, max: 2 },
  },
  byFamily: {
    steps: [
      {
        key: 'amount',
        label: 'Amount',
        value: '2 features',
        contribution: 7,
        from: -6,
        to: 1,
        probability: null,
      },
    ],
    axis: { min: -6, max: 1 },
  },
  raises: { count: 1, sum: 8 },
  lowers: { count: 1, sum: -1 },
}
const byFeature = <ShapWaterfall ends={explanation} waterfall={explanation.byFeature} of="features" />

const cells = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell').slice(1))
    .map((row) => row.map(({ textContent }) => textContent))

it('is a table without its bars: base value, each contribution with its value, margin', () => {
  render(byFeature)
  const rows = screen.getAllByRole('row').slice(1)
  expect(rows.map((row) => within(row).getByRole('rowheader').textContent)).toEqual([
    'Base valuetraining average',
    'Amount9,000.00',
    '<img src=x><script>',
    'Marginthe sum of all',
  ])
  expect(cells().map(([logOdds]) => logOdds)).toEqual(['\u22126.00', '+8.00', '\u22121.00', '1.00'])
})

it('shows the probability after each step, and the score after the last', () => {
  render(byFeature)
  expect(cells().map(([, probability]) => probability)).toEqual(['0.25 %', '88.0 %', '73.1 %', '73.1 %'])
})

it('states an unknown probability, and names families', () => {
  render(<ShapWaterfall ends={explanation} waterfall={explanation.byFamily} of="families" />)
  expect(screen.getByRole('table', { name: /Contributions of the families/ })).toBeVisible()
  expect(screen.getByRole('columnheader', { name: 'Family' })).toBeInTheDocument()
  expect(cells().map(([, probability]) => probability)).toEqual(['0.25 %', 'not known', '73.1 %'])
})

it('draws each bar from the running margin before it to the one after it', () => {
  const { container } = render(byFeature)
  const bars = [...container.querySelectorAll('rect')].map((bar) => [
    Number(bar.getAttribute('x')),
    Number(bar.getAttribute('width')),
  ])
  expect(bars).toEqual([
    [0, 100],
    [87.5, 12.5],
  ])
})

it('uses no inline style, which the content security policy forbids', () => {
  const { container } = render(byFeature)
  expect(container.querySelectorAll('[style]')).toHaveLength(0)
})

it('describes how the base value becomes the probability', () => {
  render(<ProbabilityPath explanation={explanation} />)
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'Starting point0.25 %\u22126.00 log-odds',
    'Raises+8.001 feature',
    'Lowers\u22121.001 feature',
    'Margin1.00their sum',
    'Probability73.1 %calibrated',
  ])
})

/** @jest-environment jsdom */

import '@testing-library/jest-dom'
import { fireEvent, render, screen, within } from '@testing-library/react'
import { TunerBoard } from '@/app/(workspace)/tuner/_components/tuner-board'
import type { Board } from '@/app/(workspace)/tuner/prepare-board'
import { assumptionsOf, optimumWithInterval } from '@/lib/governance/tuner/schema'
import { COSTS, countedCurve } from '../../support/tuner-curves'

const THRESHOLDS = Array.from({ length: 99 }, (_, i) => (i + 1) / 100)

/** 1,000 payments; the higher the score, the more of them are frauds of 200 each. */
const PAYMENTS = Array.from({ length: 1_000 }, (_, i) => ({
  score: ((i * 37) % 1_000) / 1_000 + 0.0005,
  amount: 200,
  isFraud: i % 10 < (((i * 37) % 1_000) / 1_000) ** 4 * 10,
}))

const SETTINGS: Board['settings'] = {
  cost_model: COSTS,
  review_capacity: { reviewers: 2, hours_per_day: 6, minutes_per_alert: 10 },
  working_hours: { days: [1, 2, 3, 4, 5] },
}

function boardWith(own: boolean): Board {
  const curve = countedCurve(THRESHOLDS, PAYMENTS, 200)
  const optimum = optimumWithInterval(curve, 0.9, assumptionsOf(SETTINGS))
  const source = (name: string) => ({ name, note: `${name}.`, curve, recommends: true, optimum })
  return {
    model: { id: 'model-id', label: 'sentinel/1.1.0' },
    review: 0.2,
    block: 0.9,
    currency: 'EUR',
    settings: SETTINGS,
    testSlice: source('Test slice of the model'),
    own: own
      ? source('Your own traffic')
      : {
          name: 'Your own traffic',
          note: '3 matured frauds are known.',
          curve: null,
          recommends: false,
          optimum: null,
        },
  }
}

const show = (board: Board, mayChange = true) => render(<TunerBoard board={board} mayChange={mayChange} />)
const request = () => screen.queryByRole('link', { name: 'Request this threshold' })
const slider = (name: string) => screen.getByRole('slider', { name })
const move = (name: string, value: number) =>
  fireEvent.change(slider(name), { target: { value: String(value) } })
const cell = (source: string, row: string, column: number) => {
  const table = screen.getByRole('region', { name: `Figures of thresholds: ${source}` })
  return within(within(table).getByRole('row', { name: new RegExp(`^${row}`) })).getAllByRole('cell')[column]
}

describe('the tuner', () => {
  it('starts at the threshold in force and previews the one that the slider is moved to', () => {
    show(boardWith(true))
    expect(cell('Your own traffic', 'Review threshold', 0)).toHaveTextContent('0.200')
    move('Preview a review threshold', Math.log10(0.5))
    expect(cell('Your own traffic', 'Review threshold', 0)).toHaveTextContent('0.200')
    expect(cell('Your own traffic', 'Review threshold', 1)).toHaveTextContent('0.500')
    expect(cell('Your own traffic', 'Alerts', 1)).toHaveTextContent('100')
  })

  it('leads an administrator to a change request with the previewed threshold, and changes nothing itself', () => {
    show(boardWith(true))
    expect(request()).toBeNull()
    move('Preview a review threshold', Math.log10(0.5))
    expect(request()).toHaveAttribute('href', '/settings/policy?review_threshold=0.5')
    move('Preview a review threshold', Math.log10(0.95))
    expect(request()).toBeNull()
    expect(screen.getByText(/cannot lie above the block threshold of 0.900/)).toBeVisible()
  })

  it('offers no request to a user who may not change the policy', () => {
    show(boardWith(true), false)
    move('Preview a review threshold', Math.log10(0.5))
    expect(request()).toBeNull()
    expect(screen.getByText(/Only administrators/)).toBeVisible()
  })

  it('recomputes hours and the best threshold when costs and capacity are tried, and goes back', () => {
    show(boardWith(true))
    const hours = () => cell('Your own traffic', 'Hours of review', 0)?.textContent
    const before = hours()
    const best = () => cell('Your own traffic', 'Review threshold', 2)?.textContent
    const bestBefore = best()
    move('Minutes per alert', 20)
    expect(Number(hours())).toBeCloseTo(Number(before) * 2, 0)
    fireEvent.click(screen.getByRole('button', { name: 'Back to the saved values' }))
    expect([hours(), best()]).toEqual([before, bestBefore])
    move('Reviewers', 1)
    expect(Number(best())).toBeGreaterThan(Number(bestBefore))
  })

  it('recommends by the test slice while own traffic says too little, and shows why', () => {
    show(boardWith(false))
    expect(screen.getByText('3 matured frauds are known.')).toBeVisible()
    fireEvent.click(screen.getByRole('button', { name: 'Recommended' }))
    const best = cell('Test slice of the model', 'Review threshold', 2)?.textContent
    expect(cell('Test slice of the model', 'Review threshold', 1)).toHaveTextContent(best ?? '')
  })

  it('draws both sources with the thresholds in force and recommended, and the capacity', () => {
    const { container } = show(boardWith(true))
    expect(screen.getAllByText(/^in force 0.200/).length).toBeGreaterThan(0)
    expect(screen.getAllByText(/^recommended 0\./).length).toBeGreaterThan(0)
    expect(screen.getByText(/^capacity /)).toBeInTheDocument()
    expect(container.querySelectorAll('svg[role=img]')).toHaveLength(4)
  })
})

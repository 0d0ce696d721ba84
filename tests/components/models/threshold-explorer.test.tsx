/** @jest-environment jsdom */

import '@testing-library/jest-dom'
import { render, screen } from '@testing-library/react'
import { ThresholdExplorer } from '@/app/(workspace)/models/[id]/_components/threshold-explorer'
import { prepareThresholdChart } from '@/app/(workspace)/models/[id]/prepare-threshold-chart'
import { buildCurves } from '../../support/model-curves'

let width = 0
globalThis.ResizeObserver = class {
  constructor(private readonly report: ResizeObserverCallback) {}
  observe(): void {
    this.report([{ contentRect: { width } } as ResizeObserverEntry], this)
  }
  unobserve(): void {}
  disconnect(): void {}
}

const show = () =>
  render(
    <ThresholdExplorer points={prepareThresholdChart(buildCurves())} review={0.01} block={0.1}>
      <p>static plot</p>
    </ThresholdExplorer>,
  )

it('keeps the static plot while it is hidden', () => {
  width = 0
  show()
  expect(screen.getByText('static plot')).toBeVisible()
})

it('draws three curves and both thresholds once it is visible', async () => {
  width = 496
  const { container } = show()
  expect(await screen.findByText('review threshold (score)')).toBeInTheDocument()
  expect(container.querySelectorAll('.recharts-line-curve')).toHaveLength(3)
  expect(screen.getByText(/^review 0/)).toBeInTheDocument()
  expect(screen.getByText(/^block 0/)).toBeInTheDocument()
  expect(screen.queryByText('static plot')).toBeNull()
})

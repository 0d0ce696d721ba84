/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen } from '@testing-library/react'
import { ExplanationViews } from '@/app/(workspace)/transactions/[id]/_components/explanation-views'
import type { Explanation } from '@/components/fraud/explanation'

const nothing = { steps: [], axis: { min: -1, max: 1 } }
const explanation: Explanation = {
  baseValue: -6,
  baseScore: 0.0025,
  margin: 1,
  score: 0.731,
  byFeature: nothing,
  byFamily: nothing,
  raises: { count: 0, sum: 0 },
  lowers: { count: 0, sum: 0 },
}

it('is a named choice between two views, by feature first', () => {
  const { container } = render(<ExplanationViews explanation={explanation}>all of them</ExplanationViews>)
  expect(screen.getByRole('group', { name: 'Contributions by' })).toBeInTheDocument()
  expect(screen.getByRole('radio', { name: 'By feature' })).toBeChecked()
  expect(screen.getByRole('radio', { name: 'By family' })).not.toBeChecked()
  expect(screen.getAllByRole('table')).toHaveLength(2)
  expect(container.querySelectorAll('[style]')).toHaveLength(0)
})

/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen } from '@testing-library/react'
import { CounterfactualFindings } from '@/app/(workspace)/transactions/[id]/_components/counterfactual-findings'
import type { Counterfactual, OutcomeChange } from '@/lib/desk/transactions/schema'

const flip = (text: string): OutcomeChange => ({
  outcome: 'approve',
  score: 0.031,
  text,
  changes: [{ fact: 'amount', label: 'Amount', from: '181,000.50 USD', to: '1,240.00 USD', or_beyond: true }],
})
const found: Counterfactual = {
  transaction_id: 't',
  model_version: 'sentinel/1.1.0',
  policy_version: 1,
  outcome: 'review',
  decided_by: 'score',
  flips: [],
  facts: ['Amount', 'Hour of day'],
  tried: 300,
}

it('describes each change in a sentence, with the former value and the new probability', () => {
  render(<CounterfactualFindings found={{ ...found, flips: [flip('Would have been approved if <b>.')] }} />)
  const item = screen.getByRole('listitem')
  expect(item.firstElementChild).toHaveTextContent('Would have been approved if <b>.')
  expect(item.lastElementChild).toHaveTextContent('Amount 181,000.50 USD → 1,240.00 USD; probability 3.1 %')
  expect(screen.getByText(/amount, hour of day\./)).toBeInTheDocument()
})

it('shows the three smallest and collapses the others', () => {
  const flips = ['one', 'two', 'three', 'four', 'five'].map(flip)
  render(<CounterfactualFindings found={{ ...found, flips }} />)
  expect(screen.getByText('2 more').closest('details')).not.toHaveAttribute('open')
  expect(screen.getByText('two')).toBeVisible()
  expect(screen.getByText('four')).not.toBeVisible()
})

it.each([
  ['nothing that was tried', {}, /None of the changes tried/],
  ['a list', { decided_by: 'list', facts: [] }, /A watchlist decided the outcome/],
  ['no fact of the model', { facts: [], tried: 0 }, /No fact of this transaction can be changed/],
] as const)('states it when %s decides', (_, changes, words) => {
  render(
    <CounterfactualFindings found={{ ...found, ...changes, facts: 'facts' in changes ? [] : found.facts }} />,
  )
  expect(screen.getByText(words)).toBeInTheDocument()
  expect(screen.queryByRole('listitem')).toBeNull()
})

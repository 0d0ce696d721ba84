/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { ResultsBoard } from '@/app/(workspace)/investigate/_components/results-board'
import type { MatchingOffer } from '@/app/(workspace)/investigate/prepare-matching-offer'
import { transactionRow } from '../../support/transaction-row'

const refresh = jest.fn()
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh }) }))
jest.mock('@/components/live/live-refresh', () => ({ LiveRefresh: () => null }))
jest.mock('@/components/cases/case-dialog-button', () => ({ CaseDialogButton: () => <p>Add to case</p> }))
jest.mock('@/components/ui/toast', () => ({
  toast: { success: jest.fn(), error: jest.fn(), info: jest.fn() },
}))

const row = (id: string) => transactionRow(id, { sender_account: `C-${id}` })

async function show(offer: MatchingOffer | null): Promise<void> {
  await act(async () => {
    render(
      <ResultsBoard
        items={[row('a'), row('b')]}
        clock={{ renderedAt: '2026-02-04T00:00:00.000Z', timeZone: 'UTC' }}
        from="/investigate"
        filter={{ outcome: 'flagged' }}
        offer={Promise.resolve(offer)}
        canDecideMany
        moreIds={false}
        empty={null}
      >
        pager
      </ResultsBoard>,
    )
  })
}
const press = (name: string | RegExp) =>
  act(async () => fireEvent.click(screen.getByRole('button', { name })))
const check = (name: RegExp) => act(async () => fireEvent.click(screen.getByRole('checkbox', { name })))
const PAGE = /^Select all rows/
const OFFER = /^Select all 312 that match/

it('offers all matches once the whole page is selected, and counts them', async () => {
  await show({ count: 312, reason: null })
  await check(/^Select C-a/)
  expect(screen.queryByRole('button', { name: OFFER })).toBeNull()
  await check(PAGE)
  await press(OFFER)
  expect(screen.getByText('312 selected', { selector: '[aria-live]' })).toBeInTheDocument()
  expect(screen.getByText('All that match, on every page.')).toBeVisible()
  expect(screen.queryByText('Add to case')).toBeNull()
})

it('counts rows again once a row leaves the selection, and does not return to all matches by itself', async () => {
  await show({ count: 312, reason: null })
  await check(PAGE)
  await press(OFFER)
  await check(/^Select C-a/)
  expect(screen.getByText('1 selected', { selector: '[aria-live]' })).toBeInTheDocument()
  await check(/^Select C-a/)
  expect(screen.getByText('2 selected', { selector: '[aria-live]' })).toBeInTheDocument()
  expect(screen.getByRole('button', { name: OFFER })).toBeVisible()
})

it('says why all matches cannot be selected, and says nothing where the page shows them all', async () => {
  await show({ count: 1_203, reason: '1,203 match; at most 1,000 can be decided together.' })
  await check(PAGE)
  expect(screen.getByText(/^1,203 match/)).toBeVisible()
  expect(screen.queryByRole('button', { name: /that match/ })).toBeNull()
})

it('clears the selection and reads the list again where another number matches', async () => {
  global.fetch = jest.fn(async () => ({
    ok: false,
    status: 409,
    headers: new Map(),
    json: async () => ({ type: '/docs/problems/conflict', detail: 'Another number.', current_count: 313 }),
  })) as unknown as typeof fetch
  await show({ count: 312, reason: null })
  await check(PAGE)
  await press(OFFER)
  await press('Escalate')
  await press('Decide all')
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Selection' })).toBeNull())
  expect(refresh).toHaveBeenCalled()
})

import { prepareFields } from '@/app/(workspace)/settings/changes/[id]/prepare-states'

test('shows what a canary would decide, in the words of its screen', () => {
  const before = {
    share: 0,
    max_block_shift: 0.005,
    max_review_shift: 0.01,
    slow_ms: 100,
    max_slow_shift: 0.01,
  }
  const rows = prepareFields('canary', before, { ...before, share: 0.125, slow_ms: 80 }, 'USD')
  expect(rows[0]).toEqual({ name: 'Share of senders', before: '0 %', after: '12.5 %' })
  expect(rows.find(({ name }) => name === 'A response is slow after')).toMatchObject({
    before: '100 ms',
    after: '80 ms',
  })
  expect(rows.find(({ name }) => name === 'Limit of the shift of blocks')?.after).toBe('0.5 points')
})

test('shows exploration in the currency of the institution, the end of four eyes, and a sandbox', () => {
  const off = { share: 0, amount_cap: '0', daily_budget: '0' }
  const on = { share: 0.05, amount_cap: '50', daily_budget: '500' }
  expect(prepareFields('exploration', off, on, 'KES')).toEqual([
    { name: 'Share let through', before: '0 %', after: '5 %' },
    { name: 'Largest payment', before: '0 KES', after: '50 KES' },
    { name: 'Budget a day', before: '0 KES', after: '500 KES' },
  ])
  expect(prepareFields('four-eyes', { four_eyes: true }, { four_eyes: false }, 'USD')).toEqual([
    { name: 'Four eyes', before: 'on', after: 'off' },
  ])
  expect(prepareFields('sandbox', { sandbox: false }, { sandbox: true }, 'USD')).toEqual([
    { name: 'Replays may run', before: 'off', after: 'on' },
  ])
})

test('shows the velocity rule, and what it leads to', () => {
  const before = { window_seconds: 60, threshold: 10, review_from: null, block_from: null, rings: null }
  const after = {
    window_seconds: 30,
    threshold: 8,
    review_from: 'high',
    block_from: 'critical',
    rings: { new_accounts: 5, days: 7, outcome: 'review' },
  }
  expect(prepareFields('velocity', before, after, 'KES')).toEqual([
    { name: 'Window', before: '60 s', after: '30 s' },
    { name: 'Threshold', before: '10 payments', after: '8 payments' },
    { name: 'Review', before: 'never', after: 'from high' },
    { name: 'Block', before: 'never', after: 'from critical' },
    { name: 'Rings', before: 'not looked for', after: '5 new accounts in 7 days: review' },
  ])
})

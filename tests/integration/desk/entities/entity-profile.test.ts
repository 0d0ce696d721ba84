import { addEntityNote, getEntityProfile, listEntityTransactions } from '@/lib/desk/entities'
import { addToWatchlist } from '@/lib/desk/watchlists'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { insertRaw } from '../../../support/raw-transactions'

/** The page of an entity shows exactly the figures of its own transactions. */
let minted: MintedTenant
const account = (id: string) => ({ kind: 'account', id }) as const
const at = (day: number, hour = 12) => new Date(Date.UTC(2026, 2, day, hour)).toISOString()
const profileOf = (id: string, kind: 'account' | 'device' | 'phone' = 'account') =>
  getEntityProfile(minted.as.analyst, { kind, id })

beforeAll(async () => {
  minted = await mintTenant()
  await insertRaw(minted.tenant.id, [
    { at: at(1, 9), from: 'A', to: 'B', amount: 10, device: 'D1', phone: '+1', country: 'DE', score: 0.1 },
    { at: at(2, 9), from: 'A', to: 'B', amount: 20, device: 'D1', country: 'DE', score: 0.2 },
    {
      at: at(2, 23),
      from: 'A',
      to: 'C',
      amount: 90,
      device: 'D2',
      country: 'FR',
      score: 0.9,
      band: 'high',
      outcome: 'block',
    },
    {
      at: at(4, 9),
      from: 'B',
      to: 'A',
      amount: 5,
      score: 0.3,
      outcome: 'review',
      disposition: 'confirmed_fraud',
    },
    { at: at(5, 9), from: 'A', to: 'A', amount: 7, score: 0.5, outcome: 'review' },
    { at: at(6, 9), from: 'A', to: 'C', amount: 1000, currency: 'EUR', score: 0.1 },
  ])
})

test('an account has figures of both directions, with amounts in the currency of the tenant', async () => {
  const profile = await profileOf('A')
  expect(profile).toMatchObject({
    kind: 'account',
    id: 'A',
    first_seen: at(1, 9),
    last_seen: at(6, 9),
    watchlist: null,
  })
  expect(profile.activity).toEqual({
    currency: 'USD',
    transactions: { count: 6, capped: false },
    looked_at_since: at(1, 9),
    sent: { transactions: 5, amount: '127.00' },
    received: { transactions: 2, amount: '12.00' },
    used: { transactions: 0, amount: '0.00' },
    other_currencies: 1,
    flagged: 3,
    blocked: 1,
    confirmed_fraud: 1,
    open_alerts: 2,
    average_score: expect.closeTo(0.35, 10),
    highest_score: 0.9,
  })
})

test('usual behaviour describes the payments sent: amounts, hours, places, devices, counterparties', async () => {
  const { usual } = await profileOf('A')
  expect(usual).toMatchObject({ of: 'sent', transactions: 5, from: at(1, 9), to: at(6, 9) })
  expect(usual).toMatchObject({ median_amount: '15.00', p90_amount: '69.00' })
  expect(usual.hours.map((n, hour) => [hour, n]).filter(([, n]) => n)).toEqual([
    [9, 4],
    [23, 1],
  ])
  expect(usual.countries).toEqual([
    { value: 'DE', transactions: 2 },
    { value: 'FR', transactions: 1 },
  ])
  expect(usual.devices).toEqual([
    { value: 'D1', transactions: 2 },
    { value: 'D2', transactions: 1 },
  ])
  expect(usual.counterparties).toEqual([
    { value: 'B', transactions: 2 },
    { value: 'C', transactions: 2 },
  ])
})

test('usual behaviour describes the payments received where the account sends none', async () => {
  const { usual, activity } = await profileOf('C')
  expect(usual).toMatchObject({ of: 'received', transactions: 2, median_amount: '90.00' })
  expect(usual.counterparties).toEqual([{ value: 'A', transactions: 2 }])
  expect(activity.sent).toEqual({ transactions: 0, amount: '0.00' })
})

test('the trend has an entry for each day with transactions and for no other day', async () => {
  const { trend } = await profileOf('A')
  expect(trend.map(({ day, transactions, flagged }) => [day, transactions, flagged])).toEqual([
    ['2026-03-01', 1, 0],
    ['2026-03-02', 2, 1],
    ['2026-03-04', 1, 1],
    ['2026-03-05', 1, 1],
    ['2026-03-06', 1, 0],
  ])
  expect(trend[1]?.average_score).toBeCloseTo(0.55, 10)
})

test('a device and a phone have a profile of the payments made with them', async () => {
  const device = await profileOf('D1', 'device')
  expect(device.activity).toMatchObject({
    transactions: { count: 2, capped: false },
    used: { transactions: 2, amount: '30.00' },
  })
  expect(device.usual).toMatchObject({ of: 'used', counterparties: [{ value: 'A', transactions: 2 }] })
  expect((await profileOf('+1', 'phone')).activity.transactions).toEqual({ count: 1, capped: false })
  await expect(profileOf('D1')).rejects.toMatchObject({ code: 'not-found' })
})

test('the history shows each transaction once, in both directions, page by page', async () => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listEntityTransactions(minted.as.analyst, account('A'), { limit: 2, cursor })
    expect(page.items.length).toBeLessThanOrEqual(2)
    seen.push(
      ...page.items.map((item) => `${item.occurred_at.slice(8, 10)} ${item.direction} ${item.amount}`),
    )
    cursor = page.next_cursor ?? undefined
  } while (cursor)
  expect(seen).toEqual([
    '06 sent 1000.00',
    '05 self 7.00',
    '04 received 5.00',
    '02 sent 90.00',
    '02 sent 20.00',
    '01 sent 10.00',
  ])
})

test('rejects the cursor of another entity', async () => {
  const { next_cursor } = await listEntityTransactions(minted.as.analyst, account('A'), { limit: 1 })
  const other = listEntityTransactions(minted.as.analyst, account('B'), {
    limit: 1,
    cursor: next_cursor ?? '',
  })
  await expect(other).rejects.toMatchObject({ code: 'invalid-cursor' })
})

test('an entity without transactions exists as soon as it is on a list, with author and reason', async () => {
  await expect(profileOf('L')).rejects.toMatchObject({ code: 'not-found' })
  const expires_at = new Date(Date.now() + 86_400_000).toISOString()
  await addToWatchlist(minted.as.senior_analyst, {
    account_id: 'L',
    list_type: 'blocked',
    reason: 'mule',
    expires_at,
  })
  const profile = await profileOf('L')
  const { activity, usual, trend } = profile
  expect(profile).toMatchObject({
    first_seen: null,
    last_seen: null,
    watchlist: { list_type: 'blocked', reason: 'mule', created_by_name: 'senior_analyst', expires_at },
  })
  expect(activity).toMatchObject({ transactions: { count: 0, capped: false }, average_score: null })
  expect([usual.median_amount, usual.transactions, trend]).toEqual([null, 0, []])
})

test('an entity of another tenant does not exist; one with the same id in this tenant shows nothing of it', async () => {
  const other = await mintTenant()
  const theirs = { ...other.as.analyst }
  await expect(getEntityProfile(theirs, account('A'))).rejects.toMatchObject({ code: 'not-found' })
  await expect(addEntityNote(theirs, account('A'), { body: 'x' })).rejects.toMatchObject({
    code: 'not-found',
  })
  await insertRaw(other.tenant.id, [{ at: at(9), from: 'A', to: 'Z', amount: 1 }])
  expect((await getEntityProfile(theirs, account('A'))).activity.transactions).toEqual({
    count: 1,
    capped: false,
  })
  expect((await profileOf('A')).activity.transactions).toEqual({ count: 6, capped: false })
})

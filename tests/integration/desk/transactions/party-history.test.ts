import { getTransaction, readPartyHistories } from '@/lib/desk/transactions'
import { addToWatchlist } from '@/lib/desk/watchlists'
import { useRate } from '../../../support/currency-rates'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { machine, scoreRows } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 9, 1)
let minted: MintedTenant
let id: string

const payment = (amount: number, daysBefore: number, more: Record<string, unknown> = {}) => ({
  type: 'TRANSFER',
  amount,
  nameOrig: 'C-payer',
  nameDest: 'C-shop',
  occurred_at: new Date(NOW - daysBefore * DAY).toISOString(),
  ...more,
})

beforeAll(async () => {
  minted = await mintTenant()
  const rows = [
    payment(9_000, 120),
    payment(10, 60),
    payment(20, 50),
    payment(30, 40),
    payment(40, 30),
    payment(77, 20, { currency: 'EUR' }),
    payment(500, 10, { nameOrig: 'C-other' }),
    payment(62, 0, { device_id: 'D-1', phone: '+15550001' }),
    payment(7_000, -5),
  ]
  await useRate(minted, 'EUR', '0.5')
  const scored = await scoreRows(await scoringKey(minted), rows)
  id = scored[7]?.transaction_id ?? ''
})

const at = (daysBefore: number) => new Date(NOW - daysBefore * DAY).toISOString()
const read = async () => readPartyHistories(minted.as.analyst, await getTransaction(minted.as.analyst, id))

test("covers the 90 days before the payment in the institution's currency, without the payment itself", async () => {
  const { sender, receiver } = await read()
  expect(sender).toEqual({
    role: 'sender',
    account: 'C-payer',
    days: 90,
    payments: { count: 5, capped: false },
    median: '30.00',
    largest: '40.00',
    first_seen: at(120),
    seen_before: at(20),
  })
  expect(receiver).toEqual({
    role: 'receiver',
    account: 'C-shop',
    days: 90,
    payments: { count: 6, capped: false },
    median: '30.00',
    largest: '500.00',
    first_seen: at(120),
    seen_before: at(10),
  })
})

test('an account without another payment has no figures, and a missing receiver has no history', async () => {
  const [alone] = await scoreRows(await scoringKey(minted), [
    { type: 'CASH_IN', amount: 5, nameOrig: 'C-alone', occurred_at: at(0) },
  ])
  const detail = await getTransaction(minted.as.analyst, alone?.transaction_id ?? '')
  expect(await readPartyHistories(minted.as.analyst, detail)).toEqual({
    sender: {
      role: 'sender',
      account: 'C-alone',
      days: 90,
      payments: { count: 0, capped: false },
      median: null,
      largest: null,
      first_seen: at(0),
      seen_before: null,
    },
    receiver: null,
  })
})

test('counts nothing of another tenant, and a key without the scope reads nothing', async () => {
  const detail = await getTransaction(minted.as.analyst, id)
  const other = await mintTenant()
  expect((await readPartyHistories(other.as.analyst, detail)).sender).toMatchObject({
    payments: { count: 0 },
    first_seen: null,
  })
  await expect(readPartyHistories(machine(minted, ['score:write']), detail)).rejects.toMatchObject({
    code: 'missing-permission',
  })
})

test('the transaction includes the list entries of its accounts, with the reason', async () => {
  const { senior_analyst: senior } = minted.as
  const entry = await addToWatchlist(senior, {
    account_id: 'C-payer',
    list_type: 'blocked',
    reason: 'mule',
  })
  await addToWatchlist(senior, { account_id: 'C-nobody', list_type: 'trusted' })
  expect((await getTransaction(senior, id)).listings).toEqual([
    {
      id: entry.id,
      kind: 'account',
      entity_id: 'C-payer',
      list_type: 'blocked',
      reason: 'mule',
      expires_at: null,
    },
  ])
})

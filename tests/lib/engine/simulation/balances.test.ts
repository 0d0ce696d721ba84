/** Guarantee: money does not appear or vanish: every balance that is given follows from the payments before it. */

import { eventsOf, SMALL } from './world-support'

const events = eventsOf(SMALL)

it('balances change by the amount and continue from the last payment', () => {
  const known = new Map<string, number>()
  const wrong: string[] = []
  let compared = 0
  const check = (account: string, before: number | null, after: number | null, byMinor: number) => {
    const expected = known.get(account)
    if (before === null || after === null) {
      if (after !== before) wrong.push(account)
      if (expected !== undefined) known.set(account, expected + byMinor)
      return
    }
    if (after !== before + byMinor) wrong.push(account)
    if (expected !== undefined) {
      if (before !== expected) wrong.push(account)
      compared += 1
    }
    known.set(account, after)
  }

  for (const { transaction: row } of events) {
    // As PaySim books it: cash in adds to its sender.
    const sign = row.type === 'CASH_IN' ? 1 : -1
    const { senderBalanceBeforeMinor, senderBalanceAfterMinor } = row
    check(row.senderAccount, senderBalanceBeforeMinor, senderBalanceAfterMinor, sign * row.amountMinor)
    if (row.receiverAccount === null) continue
    const { receiverBalanceBeforeMinor, receiverBalanceAfterMinor } = row
    check(row.receiverAccount, receiverBalanceBeforeMinor, receiverBalanceAfterMinor, -sign * row.amountMinor)
  }
  expect(wrong).toEqual([])
  expect(compared).toBeGreaterThan(8_000)
})

it('amounts are whole cents above zero, and sender and receiver differ', () => {
  const wrong = events.filter(
    ({ transaction: { amountMinor, senderAccount, receiverAccount } }) =>
      !Number.isSafeInteger(amountMinor) || amountMinor <= 0 || receiverAccount === senderAccount,
  )
  expect(wrong).toEqual([])
})

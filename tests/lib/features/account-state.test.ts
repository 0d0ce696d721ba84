/** Guarantees: a state is bounded, survives JSON bit for bit, and knows the past only. */

import fc from 'fast-check'
import { emptyAccountState, reduceStates, type AccountState } from '@/lib/features'
import {
  Accounts,
  inOrderOfTime,
  MINUTE_MS,
  START_MS,
  transaction,
  transactions,
  vectorOf,
} from './feature-support'

// Nothing here waits for anything: only a machine that is busy with other work makes it slow.
jest.setTimeout(120_000)

const MAX_JSON_BYTES = 8192

it('stays under 8 KB after 50,000 payments of the largest amounts with as many counterparties', () => {
  const state = emptyAccountState()
  let largest = 0
  for (let i = 0; i < 50_000; i++) {
    const occurredAtMs = START_MS + i * 3 * MINUTE_MS
    const amountMinor = 90_071_992_547 - i
    const out = transaction({ occurredAtMs, amountMinor, senderAccount: 'C1', receiverAccount: `C-out-${i}` })
    const back = transaction({ occurredAtMs, amountMinor, senderAccount: `C-in-${i}`, receiverAccount: 'C1' })
    reduceStates(out, { sender: state, receiver: null, device: null, category: null })
    reduceStates(back, { sender: emptyAccountState(), receiver: state, device: null, category: null })
    if (i % 1000 === 999) largest = Math.max(largest, JSON.stringify(state).length)
  }
  expect(largest).toBeGreaterThan(1000)
  expect(largest).toBeLessThan(MAX_JSON_BYTES)
  expect([state.sent, state.received].map(({ n, u, p }) => [n, u, p.length])).toEqual([
    [50_000, 50_000, 32],
    [50_000, 50_000, 32],
  ])
})

it('gives bit-equal vectors after a round trip through JSON at every step', () => {
  fc.assert(
    fc.property(transactions(40), (rows) => {
      const kept = new Accounts()
      const stored = new Accounts()
      for (const row of rows) {
        const expected = bits(kept.score(row))
        expect(bits(stored.score(row))).toEqual(expected)
        for (const [account, state] of stored.states) {
          stored.states.set(account, JSON.parse(JSON.stringify(state)) as AccountState)
        }
      }
    }),
    { numRuns: 60 },
  )
})

it('does not let later rows move earlier vectors', () => {
  fc.assert(
    fc.property(transactions(40).map(inOrderOfTime), fc.nat(40), (rows, cut) => {
      const whole = new Accounts()
      const all = rows.map((row) => bits(whole.score(row)))
      const part = new Accounts()
      const first = rows.slice(0, cut).map((row) => bits(part.score(row)))
      expect(first).toEqual(all.slice(0, cut))
    }),
    { numRuns: 60 },
  )
})

it('computes without touching the states', () => {
  const accounts = new Accounts()
  const row = transaction()
  accounts.score(row)
  const before = JSON.stringify([...accounts.states])
  vectorOf(row, accounts.of(row))
  expect(JSON.stringify([...accounts.states])).toBe(before)
})

it('counts an account that pays itself once in each direction', () => {
  const accounts = new Accounts()
  accounts.score(transaction({ senderAccount: 'C1', receiverAccount: 'C1' }))
  const { sent, received } = accounts.state('C1')
  expect([sent.n, received.n, accounts.states.size]).toEqual([1, 1, 1])
})

const bits = (vector: Float32Array): number[] => [...new Uint32Array(vector.buffer)]

/** Guarantee: rings are the connected components of accounts, devices and phones, however their links are cut into steps. */

import fc from 'fast-check'
import {
  findRing,
  type Link,
  MAX_RING_ACCOUNTS,
  MAX_RING_IDENTIFIERS,
  memberKey,
  type Merge,
  planRings,
  type Ring,
} from '@/lib/engine/rings'

const DAY_MS = 86_400_000

/** What the database keeps between the steps. */
function store() {
  const rings = new Map<string, string>()
  const joined = new Map<string, number>()
  let next = 0
  const membersOf = (ring: string) => [...rings].filter(([, own]) => own === ring).map(([key]) => key)
  const accountsOf = (ring: string) => membersOf(ring).filter((key) => key.startsWith('account\n')).length
  const identifiersOf = (ring: string) => membersOf(ring).length - accountsOf(ring)
  const move = ({ from, to, atMs }: Merge) => {
    for (const [key, ring] of rings) {
      if (ring !== from) continue
      rings.set(key, to)
      joined.set(key, atMs)
    }
  }
  return {
    rings,
    joined,
    accountsOf,
    identifiersOf,
    step(links: readonly Link[]) {
      const sizes = new Map(
        [...new Set(rings.values())].map((ring) => [
          ring,
          { accounts: accountsOf(ring), identifiers: identifiersOf(ring) },
        ]),
      )
      const plan = planRings(links, rings, sizes, () => `ring-${next++}`)
      plan.merges.forEach(move)
      for (const { kind, id, ringId, joinedMs } of plan.added) {
        rings.set(memberKey(kind, id), ringId)
        joined.set(memberKey(kind, id), joinedMs)
      }
      return plan
    },
  }
}

const link = (account: string, id: string, atMs = 0, kind: Link['kind'] = 'device'): Link => ({
  account,
  kind,
  id,
  atMs,
})

/** Components by plain search. */
function components(links: readonly Link[]): string[] {
  const groups: Set<string>[] = []
  for (const { account, kind, id } of links) {
    const ends = [memberKey('account', account), memberKey(kind, id)]
    const touching = groups.filter((group) => ends.some((end) => group.has(end)))
    for (const group of touching) groups.splice(groups.indexOf(group), 1)
    groups.push(new Set([...ends, ...touching.flatMap((group) => [...group])]))
  }
  return groups.map((group) => [...group].sort().join()).sort()
}

it('finds the components, whatever the steps', () => {
  const links = fc.array(
    fc.record({
      account: fc.integer({ min: 0, max: 15 }).map((n) => `C${n}`),
      kind: fc.constantFrom('device' as const, 'phone' as const),
      id: fc.integer({ min: 0, max: 9 }).map(String),
      atMs: fc.nat(1_000),
    }),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(links, fc.integer({ min: 1, max: 40 }), (all, stepLength) => {
      const { rings, step } = store()
      for (let from = 0; from < all.length; from += stepLength) step(all.slice(from, from + stepLength))
      const byRing = new Map<string, string[]>()
      for (const [key, ring] of rings) byRing.set(ring, [...(byRing.get(ring) ?? []), key])
      expect([...byRing.values()].map((keys) => keys.sort().join()).sort()).toEqual(components(all))
    }),
  )
})

it('lets the accounts of the smaller ring join the larger one when they meet', () => {
  const { step, joined, rings } = store()
  step([link('C1', 'D1', 1), link('C2', 'D1', 2), link('C3', 'D2', 3)])
  step([link('C3', 'D1', 50)])
  expect([1, 2, 3].map((n) => joined.get(memberKey('account', `C${n}`)))).toEqual([1, 2, 50])
  expect(new Set(rings.values()).size).toBe(1)
  // Within one step alike.
  const once = store()
  once.step([link('C1', 'D1', 1), link('C2', 'D1', 2), link('C3', 'D2', 3), link('C3', 'D1', 50)])
  expect(once.joined.get(memberKey('account', 'C3'))).toBe(50)
})

it('grows no ring beyond the largest size: such a device belongs to a shop or an agent', () => {
  const { step, accountsOf, rings } = store()
  step(Array.from({ length: MAX_RING_ACCOUNTS + 50 }, (_, i) => link(`C${i}`, 'D-shop', i)))
  const ring = rings.get(memberKey('device', 'D-shop'))!
  expect(accountsOf(ring)).toBe(MAX_RING_ACCOUNTS)
  step([link('C-own', 'D-own', 1), link('C-own', 'D-shop', 2)])
  expect(rings.get(memberKey('account', 'C-own'))).not.toBe(ring)
  expect(accountsOf(ring)).toBe(MAX_RING_ACCOUNTS)
})

it.each([1, 30])(
  'keeps no more devices and phones of a ring than the largest number, in steps of %i links',
  (stepLength) => {
    const { step, accountsOf, identifiersOf, rings } = store()
    const links = Array.from({ length: MAX_RING_IDENTIFIERS + 50 }, (_, i) => link('C1', `D${i}`, i))
    for (let from = 0; from < links.length; from += stepLength) step(links.slice(from, from + stepLength))
    const ring = rings.get(memberKey('account', 'C1'))!
    expect(identifiersOf(ring)).toBe(MAX_RING_IDENTIFIERS)
    // Other accounts still join it by a device that it has; a ring with a device more does not meet it.
    step([link('C2', 'D0', 1_000), link('C3', 'D-own', 1_001), link('C3', 'D0', 1_002)])
    expect([accountsOf(ring), identifiersOf(ring)]).toEqual([2, MAX_RING_IDENTIFIERS])
    expect(rings.get(memberKey('account', 'C3'))).not.toBe(ring)
  },
)

describe('a growing ring', () => {
  const rule = { newAccounts: 3, days: 7, outcome: 'review' as const }
  const ring = (...days: number[]): Ring => ({
    id: 'r',
    accounts: 9,
    newestJoinsMs: days.map((day) => day * DAY_MS),
  })

  it('has as many new accounts as the rule says within the days before the payment', () => {
    const joined = ring(10, 9, 3.5, 1)
    expect(findRing([joined], 10 * DAY_MS, rule)).toEqual({ id: 'r', accounts: 9, newAccounts: 3 })
    expect(findRing([joined], 10.5 * DAY_MS - 1, rule)?.newAccounts).toBe(3)
    // The window is (t - 7 days, t].
    expect(findRing([joined], 10.5 * DAY_MS, rule)).toBeNull()
    expect(findRing([joined], 10 * DAY_MS - 1, rule)?.newAccounts).toBeUndefined()
  })

  it('is, of several, the one that grew most', () => {
    const more = { ...ring(10, 10, 10, 10), id: 'more' }
    expect(findRing([ring(10, 10, 10), more], 10 * DAY_MS, rule)?.id).toBe('more')
    expect(findRing([], 10 * DAY_MS, rule)).toBeNull()
  })
})

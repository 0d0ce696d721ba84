/** Rings are the components of the graph of accounts and the devices and phones that they use. */

export type RingKind = 'account' | 'device' | 'phone'

/** A payment of an account with a device or a phone. */
export interface Link {
  account: string
  kind: 'device' | 'phone'
  id: string
  atMs: number
}

export interface Member {
  kind: RingKind
  id: string
  ringId: string
  joinedMs: number
}

/** A ring that becomes a part of another one; its accounts join that one at this time. */
export interface Merge {
  from: string
  to: string
  atMs: number
}

/** What links change. */
export interface RingPlan {
  added: Member[]
  merges: Merge[]
  /** Rings that are new, or have new members. */
  touched: Set<string>
}

/** Members of a ring. */
export interface RingSize {
  accounts: number
  /** Devices and phones. */
  identifiers: number
}

/** A larger component is no gang but a shop, an agent or a shared terminal: it is not joined any more. */
export const MAX_RING_ACCOUNTS = 100
/** Devices and phones of a ring. An account that sends another device id with each payment would otherwise add one each time. */
export const MAX_RING_IDENTIFIERS = 200

export const memberKey = (kind: RingKind, id: string): string => `${kind}\n${id}`

/**
 * Joins accounts, devices and phones along the links, in order. Of two rings the one with fewer accounts becomes a part of
 * the other. A link that would exceed a largest size joins nothing.
 * @param known by `memberKey`, the ring of each entity of the links that has one
 * @param sizes of each of these rings
 */
export function planRings(
  links: readonly Link[],
  known: ReadonlyMap<string, string>,
  sizes: ReadonlyMap<string, RingSize>,
  newId: () => string,
): RingPlan {
  const ringOf = new Map(known)
  const sizeOf = new Map(sizes)
  const merged = new Map<string, Merge>()
  const added: Member[] = []
  const touched = new Set<string>()

  const rootOf = (key: string): string | undefined => {
    let ring = ringOf.get(key)
    for (let merge = ring && merged.get(ring); merge; merge = merged.get(merge.to)) ring = merge.to
    return ring
  }
  const add = (kind: RingKind, id: string, ringId: string, joinedMs: number) => {
    ringOf.set(memberKey(kind, id), ringId)
    added.push({ kind, id, ringId, joinedMs })
    const size = sizeOf.get(ringId) ?? NO_MEMBERS
    sizeOf.set(ringId, together(size, kind === 'account' ? ONE_ACCOUNT : ONE_IDENTIFIER))
    touched.add(ringId)
  }
  const joint = (...rings: string[]) => rings.map((ring) => sizeOf.get(ring) ?? NO_MEMBERS).reduce(together)

  for (const { account, kind, id, atMs } of links) {
    const [own, shared] = [rootOf(memberKey('account', account)), rootOf(memberKey(kind, id))]
    if (own === undefined) {
      if (shared !== undefined && !fits(together(joint(shared), ONE_ACCOUNT))) continue
      const ring = shared ?? newId()
      add('account', account, ring, atMs)
      if (shared === undefined) add(kind, id, ring, atMs)
    } else if (shared === undefined) {
      if (fits(together(joint(own), ONE_IDENTIFIER))) add(kind, id, own, atMs)
    } else if (own !== shared && fits(joint(own, shared))) {
      const larger = joint(own).accounts - joint(shared).accounts
      const [to, from] = larger > 0 || (larger === 0 && own < shared) ? [own, shared] : [shared, own]
      merged.set(from, { from, to, atMs })
      sizeOf.set(to, joint(own, shared))
      touched.delete(from)
      touched.add(to)
    }
  }
  return {
    added: added.map((member) => throughMerges(member, merged)),
    merges: [...merged.keys()].map((from) => finalMerge(from, merged)),
    touched,
  }
}

/** The member in the ring where it ends up, joined when its ring became a part of that one. */
function throughMerges(member: Member, merged: ReadonlyMap<string, Merge>): Member {
  let { ringId, joinedMs } = member
  for (let merge = merged.get(ringId); merge; merge = merged.get(ringId)) {
    ringId = merge.to
    joinedMs = merge.atMs
  }
  return { ...member, ringId, joinedMs }
}

function finalMerge(from: string, merged: ReadonlyMap<string, Merge>): Merge {
  let { to, atMs } = merged.get(from) as Merge
  for (let next = merged.get(to); next; next = merged.get(to)) ({ to, atMs } = next)
  return { from, to, atMs }
}

const NO_MEMBERS: RingSize = { accounts: 0, identifiers: 0 }
const ONE_ACCOUNT: RingSize = { accounts: 1, identifiers: 0 }
const ONE_IDENTIFIER: RingSize = { accounts: 0, identifiers: 1 }

const together = (one: RingSize, other: RingSize): RingSize => ({
  accounts: one.accounts + other.accounts,
  identifiers: one.identifiers + other.identifiers,
})

const fits = ({ accounts, identifiers }: RingSize): boolean =>
  accounts <= MAX_RING_ACCOUNTS && identifiers <= MAX_RING_IDENTIFIERS

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

/** A larger component is no gang but a shop, an agent or a shared terminal: it is not joined any more. */
export const MAX_RING_ACCOUNTS = 100

export const memberKey = (kind: RingKind, id: string): string => `${kind}\n${id}`

/**
 * Joins accounts, devices and phones along the links, in order. Of two rings the one with fewer accounts becomes a part of
 * the other. A link that would exceed the largest size joins nothing.
 * @param known by `memberKey`, the ring of each entity of the links that has one
 * @param sizes accounts of each of these rings
 */
export function planRings(
  links: readonly Link[],
  known: ReadonlyMap<string, string>,
  sizes: ReadonlyMap<string, number>,
  newId: () => string,
): RingPlan {
  const ringOf = new Map(known)
  const accounts = new Map(sizes)
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
    if (kind === 'account') accounts.set(ringId, (accounts.get(ringId) ?? 0) + 1)
    touched.add(ringId)
  }
  const sizeOf = (ring: string) => accounts.get(ring) ?? 0

  for (const { account, kind, id, atMs } of links) {
    const [own, shared] = [rootOf(memberKey('account', account)), rootOf(memberKey(kind, id))]
    if (own === undefined) {
      if (shared !== undefined && sizeOf(shared) >= MAX_RING_ACCOUNTS) continue
      const ring = shared ?? newId()
      add('account', account, ring, atMs)
      if (shared === undefined) add(kind, id, ring, atMs)
    } else if (shared === undefined) add(kind, id, own, atMs)
    else if (own !== shared && sizeOf(own) + sizeOf(shared) <= MAX_RING_ACCOUNTS) {
      const ownStays = sizeOf(own) > sizeOf(shared) || (sizeOf(own) === sizeOf(shared) && own < shared)
      const [to, from] = ownStays ? [own, shared] : [shared, own]
      merged.set(from, { from, to, atMs })
      accounts.set(to, sizeOf(own) + sizeOf(shared))
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

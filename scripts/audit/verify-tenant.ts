import type { Client } from 'pg'
import { type Break, ChainFollower, linkHash } from '@/lib/access/audit'
import { firstUnlinked, readLinks, readRows } from './read-chain'

export type Verdict =
  | { whole: true; position: number; hash: string }
  | { whole: false; seq: string | null; position: number | null; what: string }

/**
 * Recomputes the hash chain of a tenant from its rows. The connection is in the tenant's context and in a transaction
 * with one snapshot.
 * @param head the hash of a link that was noted earlier: it must still be in the chain
 */
export async function verifyTenant(client: Client, tenantId: string, head?: string): Promise<Verdict> {
  const follower = new ChainFollower()
  let headSeen = head === undefined || head === follower.head.hash.toString('hex')
  let lastSeq: string | null = null
  for await (const link of readLinks(client, tenantId)) {
    const broken = follower.feed(link)
    if (broken) return explain(client, tenantId, broken)
    headSeen ||= link.hash.toString('hex') === head
    lastSeq = link.seq
  }
  const { position, hash } = follower.head
  const unlinked = await firstUnlinked(client, tenantId)
  if (unlinked !== null)
    return { whole: false, seq: unlinked, position: null, what: 'inserted: no link names it' }
  if (!headSeen) {
    const what = 'cut off: the link of --anchor is gone, and with it whatever stood after this row'
    return { whole: false, seq: lastSeq, position, what }
  }
  return { whole: true, position, hash: hash.toString('hex') }
}

async function explain(client: Client, tenantId: string, broken: Break): Promise<Verdict> {
  const { seq, position } = broken
  const verdict = (what: string): Verdict => ({ whole: false, seq, position, what })
  if (broken.what === 'missing') return verdict('missing: the row, or the row before it, is gone')
  if (broken.what === 'relinked') return verdict('missing: the link before it is not the one it was made on')
  const twin = await findContent(client, tenantId, broken)
  return verdict(twin === null ? 'changed' : `swapped with row ${twin}`)
}

/** The row that this link was computed from, or null where no row matches. */
async function findContent(
  client: Client,
  tenantId: string,
  { seq, prevHash, hash }: Break,
): Promise<string | null> {
  for await (const row of readRows(client, tenantId)) {
    if (row.seq === seq) continue
    const asItWas = [row, { ...row, seq: seq ?? row.seq }]
    if (asItWas.some((candidate) => linkHash(prevHash, candidate).equals(hash))) return row.seq
  }
  return null
}

import { createHash } from 'node:crypto'
import { ChainFollower, type StoredLink } from '@/lib/access/audit/chain/follow-chain'
import { type ChainedRow, linkHash, NO_LINK } from '@/lib/access/audit/chain/link'

const rowOf = (seq: number): ChainedRow => ({
  tenantId: '0199f3a2-5f6e-7c41-9a57-0f4c1d2e3b4a',
  seq: String(seq),
  actorKind: 'user',
  actorId: 'u-1',
  action: 'watchlist.added',
  objectKind: 'watchlist-entry',
  objectId: null,
  before: null,
  after: '{"reason": "a \\"b\\""}',
  requestId: 'r-1',
  atMs: 1_700_000_000_000 + seq,
})

function chainOf(length: number): StoredLink[] {
  let prevHash: Buffer = NO_LINK
  return Array.from({ length }, (_, i) => {
    const row = rowOf(10 * (i + 1))
    const link = { position: i + 1, seq: row.seq, prevHash, hash: linkHash(prevHash, row), row }
    prevHash = link.hash
    return link
  })
}

function follow(links: readonly StoredLink[]) {
  const follower = new ChainFollower()
  const broken = links.map((link) => follower.feed(link)).find((found) => found !== null) ?? null
  return { head: follower.head, broken }
}

it('hashes the previous link and the row as one JSON array', () => {
  const text =
    '["0199f3a2-5f6e-7c41-9a57-0f4c1d2e3b4a", 10, "user", "u-1", "watchlist.added", "watchlist-entry", null, null, ' +
    '{"reason": "a \\"b\\""}, "r-1", 1700000000010]'
  const expected = createHash('sha256').update(Buffer.alloc(32)).update(text).digest('hex')
  expect(linkHash(NO_LINK, rowOf(10)).toString('hex')).toBe(expected)
})

it('follows a whole chain to its head', () => {
  const links = chainOf(5)
  expect(follow(links)).toEqual({ head: { position: 5, hash: links[4]?.hash }, broken: null })
  expect(follow([])).toEqual({ head: { position: 0, hash: NO_LINK }, broken: null })
})

it.each(['actorId', 'action', 'objectId', 'before', 'after', 'requestId', 'seq'] as const)(
  'finds a row whose %s was changed',
  (field) => {
    const links = chainOf(5).map((link, i) =>
      i === 2 && link.row ? { ...link, row: { ...link.row, [field]: '"other"' } } : link,
    )
    expect(follow(links).broken).toMatchObject({ what: 'changed', position: 3, seq: '30' })
  },
)

it('finds a missing row, a missing link and a renumbered link', () => {
  const links = chainOf(5)
  expect(follow(links.map((link, i) => (i === 1 ? { ...link, row: null } : link))).broken).toMatchObject({
    what: 'missing',
    position: 2,
    seq: '20',
  })
  const without = links.filter((_, i) => i !== 1)
  expect(follow(without).broken).toMatchObject({ what: 'missing', position: 2, seq: '30' })
  const renumbered = without.map((link, i) => ({ ...link, position: i + 1 }))
  expect(follow(renumbered).broken).toMatchObject({ what: 'relinked', position: 2, seq: '30' })
})

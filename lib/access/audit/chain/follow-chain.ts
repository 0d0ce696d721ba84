import { type ChainedRow, linkHash, NO_LINK } from './link'

/** A link as it is stored, with the row that it names; null where that row is gone. */
export interface StoredLink {
  position: number
  seq: string
  prevHash: Buffer
  hash: Buffer
  row: ChainedRow | null
}

export interface Break {
  /** Where the first broken link is. */
  position: number
  /** The row that it is about; for what is gone without a trace, the row before which it stood. */
  seq: string | null
  what: 'changed' | 'missing' | 'relinked'
  /** What the link was made of: the hash before it and the hash that it should give. */
  prevHash: Buffer
  hash: Buffer
}

/** Follows a chain link by link; each link is recomputed from its row and from what the link before it gave. */
export class ChainFollower {
  private position = 0
  private last: Buffer = NO_LINK

  /** The first thing that is wrong with the next link, or null. Nothing is fed after a break. */
  feed(link: StoredLink): Break | null {
    const broken = (what: Break['what']): Break => ({ ...link, position: link.position, what })
    if (link.position !== this.position + 1) return { ...broken('missing'), position: this.position + 1 }
    if (!link.row) return broken('missing')
    if (!link.prevHash.equals(this.last)) return broken('relinked')
    if (!linkHash(link.prevHash, link.row).equals(link.hash)) return broken('changed')
    this.position = link.position
    this.last = link.hash
    return null
  }

  get head(): { position: number; hash: Buffer } {
    return { position: this.position, hash: this.last }
  }
}

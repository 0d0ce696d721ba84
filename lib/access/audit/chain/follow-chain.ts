import { type ChainedRow, linkHash, NO_LINK } from './link'

/** A link as stored, with the row that it names; null where the row is missing. */
export interface StoredLink {
  position: number
  seq: string
  prevHash: Buffer
  hash: Buffer
  row: ChainedRow | null
}

export interface Break {
  /** The position of the first broken link. */
  position: number
  /** The affected row; for a row that is missing with its link, the row after it. */
  seq: string | null
  what: 'changed' | 'missing' | 'relinked'
  /** The inputs of the link: the previous hash, and the hash that the link should have. */
  prevHash: Buffer
  hash: Buffer
}

/** Verifies a chain link by link: recomputes each link from its row and the previous hash. */
export class ChainFollower {
  private position = 0
  private last: Buffer = NO_LINK

  /** The first error of the next link, or null. Must not be called after an error. */
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

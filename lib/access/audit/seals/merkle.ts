import { hash } from 'node:crypto'

/** Merkle trees as in RFC 6962: a leaf is hashed after a zero byte (the database does this), a node after a one byte. */

/** The input of a node's hash, reused. */
const node = Buffer.alloc(65, 1)

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  node.set(left, 1)
  node.set(right, 33)
  return hash('sha256', node, 'buffer')
}

/** Computes the root leaf by leaf; holds one hash per level. */
export class MerkleRoot {
  /** By level the root of a complete subtree, where the number of leaves has that bit. */
  private readonly subtrees: Uint8Array[] = []
  leaves = 0

  add(leaf: Uint8Array): void {
    let level = 0
    let root = leaf
    for (let rest = this.leaves; rest % 2 === 1; rest = (rest - 1) / 2) {
      root = nodeHash(this.subtrees[level] as Uint8Array, root)
      level += 1
    }
    this.subtrees[level] = root
    this.leaves += 1
  }

  /** The root of an empty tree is the hash of nothing. */
  root(): Buffer {
    let root: Uint8Array | null = null
    for (let level = 0, rest = this.leaves; rest > 0; level += 1, rest = Math.floor(rest / 2)) {
      const subtree = this.subtrees[level] as Uint8Array
      if (rest % 2 === 1) root = root ? nodeHash(subtree, root) : subtree
    }
    return root ? Buffer.from(root) : hash('sha256', '', 'buffer')
  }
}

export function merkleRoot(leaves: readonly Uint8Array[]): Buffer {
  const tree = new MerkleRoot()
  for (const leaf of leaves) tree.add(leaf)
  return tree.root()
}

/** The largest power of two below `n`. */
const splitOf = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1)

/** The hashes that lead from the leaf to the root, from the bottom up (RFC 6962, 2.1.1). */
export function auditPath(leaves: readonly Uint8Array[], index: number): Buffer[] {
  if (leaves.length <= 1) return []
  const split = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  return index < split
    ? [...auditPath(left, index), merkleRoot(right)]
    : [...auditPath(right, index - split), merkleRoot(left)]
}

/** The root that a leaf and its path give. */
export function rootOfPath(
  leaf: Uint8Array,
  index: number,
  leaves: number,
  path: readonly Uint8Array[],
): Uint8Array {
  if (leaves <= 1) return leaf
  const split = splitOf(leaves)
  const below = path.slice(0, -1)
  const sibling = path.at(-1) ?? Buffer.alloc(32)
  return index < split
    ? nodeHash(rootOfPath(leaf, index, split, below), sibling)
    : nodeHash(sibling, rootOfPath(leaf, index - split, leaves - split, below))
}

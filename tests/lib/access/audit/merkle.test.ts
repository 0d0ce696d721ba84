import { createHash } from 'node:crypto'
import { auditPath, MerkleRoot, merkleRoot, rootOfPath } from '@/lib/access/audit/seals/merkle'

const leafOf = (data: Buffer): Buffer =>
  createHash('sha256')
    .update(Buffer.from([0]))
    .update(data)
    .digest()

/** The inputs and roots that the implementations of Certificate Transparency test. */
const DATA = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => leafOf(Buffer.from(hex, 'hex')))
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

it('has the root of RFC 6962 after each leaf', () => {
  const tree = new MerkleRoot()
  const roots = DATA.map((leaf) => {
    tree.add(leaf)
    return tree.root().toString('hex')
  })
  expect(roots).toEqual(ROOTS)
  expect(merkleRoot([]).toString('hex')).toBe(createHash('sha256').digest('hex'))
})

it('leads from each leaf of each tree to its root, and from no other leaf', () => {
  const leaves = Array.from({ length: 40 }, (_, i) => leafOf(Buffer.from([i])))
  for (let size = 1; size <= leaves.length; size++) {
    const tree = leaves.slice(0, size)
    const root = merkleRoot(tree)
    tree.forEach((leaf, i) => {
      const path = auditPath(tree, i)
      expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)))
      expect(rootOfPath(leaf, i, size, path)).toEqual(root)
      if (size > 1) expect(rootOfPath(leafOf(Buffer.from('x')), i, size, path)).not.toEqual(root)
    })
  }
})

import { minorDigits } from '@/lib/contract/currency-digits'
import { addAmounts } from '@/lib/platform/money'
import type { Network, NetworkNode } from '@/lib/desk/entities/schema'

/** Its own neighbours are not loaded yet. */
export const mayExpand = (node: NetworkNode): boolean => node.neighbours_left_out === null

export interface Tie {
  key: string
  source: NetworkNode
  target: NetworkNode
  edge: Network['edges'][number]
}

/** Every edge with both of its entities: flagged ones first, then those with most transactions. */
export function prepareTies({ nodes, edges }: Network): Tie[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]))
  return edges
    .flatMap((edge) => {
      const [source, target] = [byKey.get(edge.source), byKey.get(edge.target)]
      return source && target ? [{ key: `${edge.source} ${edge.target}`, source, target, edge }] : []
    })
    .sort((a, b) => b.edge.flagged - a.edge.flagged || b.edge.transactions - a.edge.transactions)
}

/** The relations of the entity to the other shown entities, in at most three lines. */
export function tiesInWords(
  { edges, currency }: Network,
  key: string,
  formatAmount: (amount: string) => string,
): string[] {
  const lines: string[] = []
  const payments = (which: 'source' | 'target') =>
    edges.filter((edge) => edge.kind === 'payment' && edge[which] === key)
  for (const [which, words] of [
    ['source', 'Pays'],
    ['target', 'Is paid by'],
  ] as const) {
    const own = payments(which)
    if (own.length === 0) continue
    const sum = addAmounts(
      own.map(({ amount }) => amount),
      minorDigits(currency),
    )
    const count = own.reduce((sum, edge) => sum + edge.transactions, 0)
    lines.push(
      `${words} ${own.length} shown: ${formatAmount(sum)} ${currency} in ${counted(count, 'transaction')}`,
    )
  }
  const uses = edges.filter((edge) => edge.kind === 'use' && (edge.source === key || edge.target === key))
  if (uses.length > 0) {
    const isUsed = uses.some(({ target }) => target === key)
    lines.push(
      isUsed
        ? `Used by ${counted(uses.length, 'account')}`
        : `Pays with ${counted(uses.length, 'device or phone', 'devices or phones')}`,
    )
  }
  return lines
}

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`

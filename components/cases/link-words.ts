import type { EntityKind } from '@/lib/contract/entities'

export interface CaseLinks {
  transactionIds: readonly string[]
  entities: readonly { kind: EntityKind; id: string }[]
}

/** '3 transactions and 1 entity', '2 entities', '' for nothing. */
export function linkWords({ transactionIds, entities }: CaseLinks): string {
  const parts = [
    counted(transactionIds.length, 'transaction', 'transactions'),
    counted(entities.length, 'entity', 'entities'),
  ]
  return parts.filter(Boolean).join(' and ')
}

export function counted(count: number, one: string, many: string): string {
  if (count === 0) return ''
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}

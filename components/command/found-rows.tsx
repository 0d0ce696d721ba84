import { OUTCOMES } from '@/components/fraud/labels'
import { formatAmount } from '@/components/fraud/format-numbers'
import { caseHref, entityHref, transactionHref } from '@/components/fraud/links'
import type { SearchResponse } from '@/lib/desk/search/schema'
import { PaletteGroup, PaletteRow } from './palette-rows'

/** The search results by kind; a kind without results has no heading. */
export function FoundRows({ response, go }: { response: SearchResponse; go(href: string): void }) {
  const { transactions, entities, cases } = response
  return (
    <>
      {cases.length > 0 ? (
        <PaletteGroup heading="Cases">
          {cases.map(({ id, key, title, status }) => (
            <PaletteRow
              key={id}
              value={valueOf('case', id)}
              label={`${key} · ${title}`}
              hint={status}
              onSelect={() => go(caseHref(id))}
            />
          ))}
        </PaletteGroup>
      ) : null}
      {entities.length > 0 ? (
        <PaletteGroup heading="Entities">
          {entities.map(({ kind, id }) => (
            <PaletteRow
              key={`${kind} ${id}`}
              value={valueOf(kind, id)}
              label={<span className="figure">{id}</span>}
              hint={kind}
              onSelect={() => go(entityHref(kind, id))}
            />
          ))}
        </PaletteGroup>
      ) : null}
      {transactions.length > 0 ? (
        <PaletteGroup heading="Transactions">
          {transactions.map(({ transaction_id: id, external_id, type, amount, currency, outcome }) => (
            <PaletteRow
              key={id}
              value={valueOf('transaction', id)}
              label={<span className="figure">{external_id ?? id}</span>}
              hint={`${type} ${formatAmount(amount)} ${currency} · ${OUTCOMES[outcome].label}`}
              onSelect={() => go(transactionHref(id))}
            />
          ))}
        </PaletteGroup>
      ) : null}
    </>
  )
}

const valueOf = (kind: string, id: string): string => `${kind} ${id}`

/** The value of the first row; null without results. */
export function firstFound({ cases, entities, transactions }: SearchResponse): string | null {
  const [one] = [
    ...cases.map(({ id }) => valueOf('case', id)),
    ...entities.map(({ kind, id }) => valueOf(kind, id)),
    ...transactions.map(({ transaction_id }) => valueOf('transaction', transaction_id)),
  ]
  return one ?? null
}

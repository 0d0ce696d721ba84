'use client'

import { useState } from 'react'
import { Field } from '@/components/cases/field'
import { type Searched, useSearch } from '@/components/cases/use-search'
import { Flow } from '@/components/fraud/flow'
import { Money } from '@/components/fraud/money'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { useCaseEditing } from './case-editing'
import { linkTransaction, unlinkTransaction } from './case-links'
import type { FoundTransaction, FoundTransactions } from './found-transactions'

const MIN_LENGTH = 2
const SHOWN = 6

/** Finds a transaction by its id, its account, device or phone, and links it. */
export function LinkTransaction({ linked }: { linked: readonly string[] }) {
  const [query, setQuery] = useState('')
  const text = query.trim()
  const searched = useSearch(
    'GET /api/investigate',
    text.length < MIN_LENGTH ? null : { q: text, limit: SHOWN },
  )
  return (
    <div>
      <Field label="Link a transaction">
        {(wiring) => (
          <Input
            {...wiring}
            type="search"
            value={query}
            maxLength={64}
            placeholder="Transaction id, account, device or phone"
            className="figure text-[13px]! sm:h-9"
            onChange={(event) => setQuery(event.target.value)}
          />
        )}
      </Field>
      <div aria-live="polite">
        <Found searched={searched} linked={linked} />
      </div>
    </div>
  )
}

function Found({ searched, linked }: { searched: Searched<FoundTransactions>; linked: readonly string[] }) {
  if (searched.state === 'idle') return null
  if (searched.state !== 'found' || searched.body.items.length === 0) {
    return <p className="text-muted-foreground mt-2 text-[13px]">{words(searched)}</p>
  }
  return (
    <ul className="mt-2 rounded-md border">
      {searched.body.items.slice(0, SHOWN).map((found) => (
        <FoundRow key={found.transaction_id} found={found} linked={linked.includes(found.transaction_id)} />
      ))}
    </ul>
  )
}

function FoundRow({ found, linked }: { found: FoundTransaction; linked: boolean }) {
  const { caseId, act, pending } = useCaseEditing()
  const { transaction_id: id } = found
  const link = () =>
    void act(linkTransaction(caseId, id), 'Transaction linked', unlinkTransaction(caseId, id))
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b px-3 py-2 last:border-b-0">
      <span className="min-w-0">
        <Flow sender={found.sender_account} receiver={found.receiver_account} type={found.type} />
      </span>
      <span className="ml-auto flex items-center gap-3 text-[13px]">
        <Money {...found} />
        <Button
          size="sm"
          variant="outline"
          disabled={linked || pending}
          aria-label={`Link ${found.type} of ${found.sender_account}, ${found.amount} ${found.currency}`}
          onClick={link}
        >
          {linked ? 'Linked' : 'Link'}
        </Button>
      </span>
    </li>
  )
}

function words(searched: Searched<FoundTransactions>): string {
  if (searched.state === 'failed') return searched.message
  return searched.state === 'found' ? 'No transaction matches.' : 'Searching…'
}

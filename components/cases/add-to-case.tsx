'use client'

import { useState, useTransition } from 'react'
import { type ApiResult, callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { CasePage, CaseSummary } from '@/lib/desk/cases/schema'
import { CaseStatusBadge } from './case-badges'
import { Field } from './field'
import type { CaseLinks } from './link-words'
import { type Searched, useSearch } from './use-search'

interface AddToCaseProps {
  links: CaseLinks
  onAdded: (to: CaseSummary) => void
}

/** Finds a case that is not closed by its number or title and links the selection to it. */
export function AddToCase({ links, onAdded }: AddToCaseProps) {
  const [query, setQuery] = useState('')
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const searched = useSearch('GET /api/cases', { status: 'active', limit: 8, q: query.trim() || undefined })

  const add = (to: CaseSummary) =>
    startTransition(async () => {
      const sent = await linkAll(to.id, links)
      if (sent.ok) onAdded(to)
      else setProblem(sent.problem.message)
    })
  return (
    <div className="flex flex-col gap-3">
      <Field label="Find a case" hint="By number, such as CASE-12, or by part of its title.">
        {(wiring) => (
          <Input
            {...wiring}
            type="search"
            value={query}
            maxLength={128}
            onChange={(event) => setQuery(event.target.value)}
          />
        )}
      </Field>
      <FoundCases searched={searched} pending={pending} onPick={add} />
      {problem ? (
        <p role="alert" className="text-risk-high text-[13px]">
          {problem}
        </p>
      ) : null}
    </div>
  )
}

interface FoundCasesProps {
  searched: Searched<CasePage>
  pending: boolean
  onPick: (found: CaseSummary) => void
}

function FoundCases({ searched, pending, onPick }: FoundCasesProps) {
  const items = searched.state === 'found' ? searched.body.items : []
  return (
    <div aria-live="polite" className="max-h-64 min-h-24 overflow-y-auto rounded-md border">
      {items.length > 0 ? (
        <ul>
          {items.map((found) => (
            <li key={found.id} className="flex items-center gap-3 border-b px-3 py-2 last:border-b-0">
              <span className="min-w-0 flex-1">
                <span className="flex items-center gap-2">
                  <span className="figure text-muted-foreground text-[13px]">{found.key}</span>
                  <CaseStatusBadge status={found.status} />
                </span>
                <span className="block truncate text-sm" title={found.title}>
                  {found.title}
                </span>
              </span>
              <Button
                size="sm"
                variant="outline"
                disabled={pending}
                aria-label={`Add to ${found.key}, ${found.title}`}
                onClick={() => onPick(found)}
              >
                Add
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted-foreground px-3 py-4 text-[13px]">{words(searched)}</p>
      )}
    </div>
  )
}

function words(searched: Searched<CasePage>): string {
  if (searched.state === 'failed') return searched.message
  return searched.state === 'found' ? 'No matching case. Closed cases are not shown.' : 'Searching…'
}

/** Linking twice changes nothing, so a try that failed half-way can be repeated. */
async function linkAll(id: string, { transactionIds, entities }: CaseLinks): Promise<ApiResult<unknown>> {
  if (transactionIds.length > 0) {
    const body = { transaction_ids: [...transactionIds] }
    const sent = await callApi('POST /api/cases/{id}/transactions', { params: { id }, body })
    if (!sent.ok) return sent
  }
  if (entities.length === 0) return { ok: true, body: null }
  return await callApi('POST /api/cases/{id}/entities', { params: { id }, body: { entities: [...entities] } })
}

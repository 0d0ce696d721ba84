'use client'

import { useState } from 'react'
import { Field } from '@/components/cases/field'
import { type Searched, useSearch } from '@/components/cases/use-search'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { CASE_ENTITY_ROLE_LABELS, CASE_ENTITY_ROLES, type CaseEntityRole } from '@/lib/desk/cases/schema'
import { entityKey, type EntityName, prepareEntitySuggestions } from '../prepare-entity-suggestions'
import { useCaseEditing } from './case-editing'
import { linkEntity, unlinkEntity } from './case-links'
import type { FoundTransactions } from './found-transactions'

const MIN_LENGTH = 2
const SEARCHED = 25

/** Finds an account, a device or a phone by its id and links it in a role. */
export function LinkEntity({ linked }: { linked: readonly EntityName[] }) {
  const { caseId, act, pending } = useCaseEditing()
  const [query, setQuery] = useState('')
  const [role, setRole] = useState<CaseEntityRole>('related')
  const text = query.trim()
  const searched = useSearch(
    'GET /api/investigate',
    text.length < MIN_LENGTH ? null : { q: text, limit: SEARCHED },
  )
  const found = searched.state === 'found' ? prepareEntitySuggestions(searched.body.items, text, linked) : []

  const link = (entity: EntityName) =>
    void act(linkEntity(caseId, entity, role), 'Entity linked', unlinkEntity(caseId, entity))
  return (
    <div>
      <div className="grid grid-cols-[minmax(0,1fr)_8rem] items-start gap-2">
        <Field label="Link an entity">
          {(wiring) => (
            <Input
              {...wiring}
              type="search"
              value={query}
              maxLength={64}
              placeholder="Account, device or phone"
              className="figure text-[13px]! sm:h-9"
              onChange={(event) => setQuery(event.target.value)}
            />
          )}
        </Field>
        <Field label="As">
          {(wiring) => (
            <Select
              {...wiring}
              value={role}
              onChange={(event) => setRole(event.target.value as CaseEntityRole)}
            >
              {CASE_ENTITY_ROLES.map((value) => (
                <option key={value} value={value}>
                  {CASE_ENTITY_ROLE_LABELS[value]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <div aria-live="polite">
        {found.length > 0 ? (
          <ul className="mt-2 rounded-md border">
            {found.map((entity) => (
              <li
                key={entityKey(entity)}
                className="flex items-center justify-between gap-3 border-b px-3 py-2 last:border-b-0"
              >
                <span className="min-w-0 text-[13px]">
                  <span className="text-muted-foreground">{entity.kind} </span>
                  <span className="figure break-all">{entity.id}</span>
                </span>
                <Button
                  size="sm"
                  variant="outline"
                  disabled={pending}
                  aria-label={`Link ${entity.kind} ${entity.id}`}
                  onClick={() => link(entity)}
                >
                  Link
                </Button>
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-muted-foreground mt-2 text-[13px]">{words(searched)}</p>
        )}
      </div>
    </div>
  )
}

function words(searched: Searched<FoundTransactions>): string {
  if (searched.state === 'failed') return searched.message
  if (searched.state === 'found') return 'No other entity matches.'
  return searched.state === 'searching' ? 'Searching…' : ''
}

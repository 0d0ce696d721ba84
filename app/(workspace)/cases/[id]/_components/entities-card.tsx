'use client'

import { Landmark, Phone, Smartphone, Unlink } from 'lucide-react'
import Link from 'next/link'
import { entityHref } from '@/components/fraud/links'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import {
  CASE_ENTITY_ROLE_LABELS,
  CASE_ENTITY_ROLES,
  type CaseEntity,
  type CaseEntityRole,
} from '@/lib/desk/cases/schema'
import { useCaseEditing } from './case-editing'
import { linkEntity, unlinkEntity } from './case-links'
import { LinkEntity } from './link-entity'

const ICONS = { account: Landmark, device: Smartphone, phone: Phone } as const

export function EntitiesCard({ entities, mayChange }: { entities: CaseEntity[]; mayChange: boolean }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Linked entities</CardTitle>
        <CardNote>{entities.length}</CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        {entities.length === 0 ? (
          <p className="text-muted-foreground text-sm">No account, device or phone is linked yet.</p>
        ) : (
          <ul className="divide-border/60 divide-y">
            {entities.map((entity) => (
              <EntityRow key={`${entity.kind} ${entity.id}`} entity={entity} mayChange={mayChange} />
            ))}
          </ul>
        )}
        {mayChange ? <LinkEntity linked={entities} /> : null}
      </CardBody>
    </Card>
  )
}

function EntityRow({ entity, mayChange }: { entity: CaseEntity; mayChange: boolean }) {
  const { caseId, act, pending } = useCaseEditing()
  const { kind, id, role } = entity
  const Icon = ICONS[kind]
  const put = (as: CaseEntityRole) => linkEntity(caseId, entity, as)
  const remove = unlinkEntity(caseId, entity)
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2">
      <Icon aria-hidden className="text-faint size-4 shrink-0" />
      <span className="sr-only">{kind}</span>
      <Link
        href={entityHref(kind, id)}
        prefetch={false}
        className="figure hover:text-brand min-w-0 flex-1 text-[13px] break-all"
      >
        {id}
      </Link>
      {mayChange ? (
        <>
          <Select
            aria-label={`Role of ${id}`}
            value={role}
            disabled={pending}
            className="w-28"
            onChange={({ target: { value } }) =>
              void act(put(value as CaseEntityRole), 'Role changed', put(role))
            }
          >
            {CASE_ENTITY_ROLES.map((value) => (
              <option key={value} value={value}>
                {CASE_ENTITY_ROLE_LABELS[value]}
              </option>
            ))}
          </Select>
          <Button
            variant="ghost"
            size="icon"
            className="size-7"
            disabled={pending}
            aria-label={`Unlink ${kind} ${id}`}
            onClick={() => void act(remove, 'Entity unlinked', put(role))}
          >
            <Unlink aria-hidden className="size-3.5!" />
          </Button>
        </>
      ) : (
        <span className="text-muted-foreground text-[13px]">{CASE_ENTITY_ROLE_LABELS[role]}</span>
      )}
    </li>
  )
}

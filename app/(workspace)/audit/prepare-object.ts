import {
  caseHref,
  ENTITY_KINDS,
  type EntityKind,
  entityHref,
  transactionHref,
} from '@/components/fraud/links'
import type { AuditEntry } from '@/lib/access/audit/schema'

/** The object of an event: its words and its page. */
export interface AuditObject {
  kind: string
  name: string | null
  href: string | null
}

type Event = Pick<AuditEntry, 'object' | 'before' | 'after'>

export function prepareObject(event: Event): AuditObject {
  const { kind, id, name } = event.object
  const shown = name ?? (id && shortOf(id))
  return { kind: kind.replaceAll('-', ' '), name: shown, href: id === null ? null : hrefOf(event, id) }
}

function hrefOf({ object: { kind }, before, after }: Event, id: string): string | null {
  if (kind === 'transaction') return transactionHref(id)
  if (kind === 'case') return caseHref(id)
  if (kind === 'model-version') return `/models/${id}`
  if (kind === 'change-request') return `/settings/changes/${id}`
  if (isEntityKind(kind)) return entityHref(kind, id)
  const entry = after ?? before
  if (kind !== 'watchlist-entry' || typeof entry?.account_id !== 'string') return null
  return entityHref(isEntityKind(entry.kind) ? entry.kind : 'account', entry.account_id)
}

const isEntityKind = (kind: unknown): kind is EntityKind => ENTITY_KINDS.some((known) => known === kind)

/** Shows the end of the id, because ids begin with the time. */
const shortOf = (id: string): string => (/^[0-9a-f-]{36}$/.test(id) ? `…${id.slice(-12)}` : id)

import {
  CASE_ENTITY_ROLE_LABELS,
  CASE_OUTCOME_LABELS,
  CASE_PRIORITY_LABELS,
  CASE_STATUS_LABELS,
  type TimelineEntry,
} from './schema'

/** Audit entries of a case as sentences that name the actor and the change. */
type State = Readonly<Record<string, unknown>>

export interface CaseEvent {
  action: string
  /** The name of the actor. */
  actor: string
  before: State | null
  after: State | null
}

type NameOf = (userId: string) => string

const FIELD_LABELS: Record<string, string> = {
  title: 'title',
  description: 'description',
  status: 'status',
  priority: 'priority',
  assigned_to: 'assignee',
  outcome: 'outcome',
  summary: 'summary',
}

const WORDS: Record<string, Readonly<Record<string, string>>> = {
  status: CASE_STATUS_LABELS,
  priority: CASE_PRIORITY_LABELS,
  outcome: CASE_OUTCOME_LABELS,
}

const SENTENCES: Record<string, (event: CaseEvent, nameOf: NameOf) => string> = {
  'case.created': ({ actor, after }, nameOf) => {
    const parts = [
      count(listOf(after, 'transaction_ids').length, 'transaction', 'transactions'),
      count(listOf(after, 'entities').length, 'entity', 'entities'),
    ].filter((part) => part !== null)
    const over = parts.length > 0 ? ` with ${parts.join(' and ')}` : ''
    const assignee = textOf(after?.assigned_to)
    return `${actor} opened the case${over}${assignee === null ? '' : ` and assigned it to ${nameOf(assignee)}`}`
  },
  'case.changed': (event, nameOf) => {
    const changes = changesOf(event, nameOf)
    const said = changes.map(({ field, from, to }) => {
      if (field === 'assigned_to') return to === null ? `unassigned ${from}` : `assigned the case to ${to}`
      if (field === 'title' || field === 'description') return `changed the ${FIELD_LABELS[field]}`
      return `changed the ${FIELD_LABELS[field] ?? field} from ${from ?? 'nothing'} to ${to ?? 'nothing'}`
    })
    return `${event.actor} ${joined(said.length > 0 ? said : ['changed the case'])}`
  },
  'case.closed': (event) => {
    const outcome = say('outcome', event.after?.outcome, String)
    const decided = count(Number(event.after?.decided_alerts ?? 0), 'alert', 'alerts')
    return `${event.actor} closed the case${outcome === null ? '' : `: ${outcome}`}${decided === null ? '' : `, and decided its ${decided}`}`
  },
  'case.reopened': ({ actor }) => `${actor} opened the case again`,
  'case.transactions-linked': ({ actor, after }) =>
    `${actor} added ${count(listOf(after, 'transaction_ids').length, 'transaction', 'transactions') ?? 'nothing'}`,
  'case.transaction-unlinked': ({ actor }) => `${actor} removed a transaction`,
  'case.entities-linked': ({ actor, after }) => `${actor} added ${entitiesIn(after)}`,
  'case.entity-unlinked': ({ actor, before }) => `${actor} removed ${entitiesIn(before)}`,
  'case.noted': ({ actor, after }, nameOf) => {
    const mentions = listOf(after, 'mentions').map((id) => nameOf(String(id)))
    return `${actor} wrote a note${mentions.length > 0 ? ` and mentioned ${joined(mentions)}` : ''}`
  },
  'case.note-edited': ({ actor }) => `${actor} edited a note`,
  'case.sla-warned': () => 'Less than a fifth of the time limit was left',
  'case.sla-breached': () => 'The time limit was exceeded',
  'case.exported': ({ actor }) => `${actor} exported the brief`,
}

/** The event as a sentence; an unknown action is shown by its name. */
export function describeEvent(event: CaseEvent, nameOf: NameOf): string {
  const sentence = SENTENCES[event.action]
  return sentence ? sentence(event, nameOf) : `${event.actor}: ${event.action}`
}

/** Each changed field with its value before and after, as labels. */
export function changesOf({ before, after }: CaseEvent, nameOf: NameOf): TimelineEntry['changes'] {
  if (before === null || after === null) return []
  return Object.keys(FIELD_LABELS)
    .filter((field) => field in after && field in before)
    .map((field) => ({
      field,
      from: say(field, before[field], nameOf),
      to: say(field, after[field], nameOf),
    }))
}

/** The users that a sentence may name. */
export const usersIn = ({ before, after }: Pick<CaseEvent, 'before' | 'after'>): string[] => [
  ...[before, after].flatMap((state) => textOf(state?.assigned_to) ?? []),
  ...listOf(after, 'mentions').map(String),
]

function say(field: string, value: unknown, nameOf: NameOf): string | null {
  const text = textOf(value)
  if (text === null) return null
  return field === 'assigned_to' ? nameOf(text) : (WORDS[field]?.[text] ?? text)
}

function entitiesIn(state: State | null): string {
  const said = listOf(state, 'entities').map((entity) => {
    const { kind, id, role } = entity as {
      kind: string
      id: string
      role: keyof typeof CASE_ENTITY_ROLE_LABELS
    }
    return `${kind} ${id} (${(CASE_ENTITY_ROLE_LABELS[role] ?? String(role)).toLowerCase()})`
  })
  const [shown, rest] = [said.slice(0, 3), said.length - 3]
  return joined(rest > 0 ? [...shown, `${rest} more`] : shown)
}

const listOf = (state: State | null, field: string): unknown[] => {
  const value = state?.[field]
  return Array.isArray(value) ? value : []
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const count = (n: number, one: string, many: string): string | null =>
  n === 0 ? null : `${n} ${n === 1 ? one : many}`

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

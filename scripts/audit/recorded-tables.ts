import type { AuditAction } from '@/lib/access/audit'

/**
 * Tables whose rows change by design, and the rows of the audit log that hold their states. The chain covers the audit log,
 * so a row that differs from its newest state there was changed outside of the product.
 */
export interface RecordedTable {
  table: string
  /** Kinds of objects and actions of the rows of the audit log, `l`. */
  objectKinds: readonly string[]
  actions: readonly AuditAction[]
  /** SQL over `l`: the ids and states that a row holds. A state that is null says that the row was removed. */
  states: string
  /** The compared fields, named as in the states, with SQL over the stored row `t`. */
  fields: Readonly<Record<string, string>>
}

const OBJECT = 'select l.object_id, l.after'
const time = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export const RECORDED_TABLES: readonly RecordedTable[] = [
  {
    table: 'case_notes',
    objectKinds: ['case'],
    actions: ['case.noted', 'case.note-edited'],
    states: `select l.after ->> 'note_id', l.after || jsonb_build_object('case_id', l.object_id)`,
    fields: { case_id: 't.case_id', body: 't.body', mentions: 't.mentions' },
  },
  {
    table: 'cases',
    objectKinds: ['case'],
    actions: ['case.created', 'case.changed', 'case.closed', 'case.reopened'],
    states: OBJECT,
    fields: {
      title: 't.title',
      description: 't.description',
      status: 't.status',
      priority: 't.priority',
      assigned_to: 't.assignee_id',
      outcome: 't.outcome',
      summary: 't.summary',
      version: 't.version',
    },
  },
  {
    table: 'watchlist_entries',
    objectKinds: ['watchlist-entry', 'watchlist'],
    actions: [
      'watchlist.added',
      'watchlist.changed',
      'watchlist.removed',
      'watchlist.expired',
      'watchlist.imported',
      'watchlist.canonicalized',
    ],
    // An import names many entries; a canonical id may merge two entries, of which one is removed.
    states: `
      select e ->> 'id', e from jsonb_array_elements(case l.action when 'watchlist.imported' then l.after -> 'entries' end) e
       union all
      select l.after -> 'kept' ->> 'id', jsonb_build_object('account_id', l.after -> 'account_id')
       where l.action = 'watchlist.canonicalized'
       union all
      select l.after -> 'removed' ->> 'id', null where l.action = 'watchlist.canonicalized' and l.after -> 'removed' ->> 'id' is not null
       union all
      select l.object_id, l.after where l.action not in ('watchlist.imported', 'watchlist.canonicalized')`,
    fields: {
      kind: 't.kind',
      account_id: 't.account_id',
      list_type: 't.list_type',
      reason: 't.reason',
      expires_at: time('t.expires_at'),
    },
  },
  {
    table: 'users',
    objectKinds: ['user'],
    actions: ['user.created', 'user.role-changed', 'user.disabled', 'user.enabled'],
    states: OBJECT,
    fields: { role: 't.role', status: 't.status' },
  },
  {
    table: 'api_keys',
    objectKinds: ['api-key'],
    actions: ['api-key.created', 'api-key.rotated', 'api-key.revoked'],
    // A rotation makes the key that replaces the old one.
    states: `
      select coalesce(l.after ->> 'replacedBy', l.object_id),
             case l.action when 'api-key.revoked' then '{"revoked": true}' else l.after end`,
    fields: {
      name: 't.name',
      prefix: 't.prefix',
      scopes: 't.scopes',
      revoked: 'case when t.revoked_at is not null then true end',
    },
  },
  {
    table: 'alert_rules',
    objectKinds: ['alert-rule'],
    actions: ['alert-rule.created', 'alert-rule.changed', 'alert-rule.deleted'],
    states: OBJECT,
    fields: {
      name: 't.name',
      enabled: 't.enabled',
      conditions: 't.conditions',
      digest_minutes: 't.digest_minutes',
      channel_ids: 't.channel_ids',
    },
  },
  {
    table: 'alert_channels',
    objectKinds: ['alert-channel'],
    actions: [
      'alert-channel.created',
      'alert-channel.changed',
      'alert-channel.switched-off',
      'alert-channel.deleted',
    ],
    states: OBJECT,
    fields: { name: 't.name', kind: 't.kind', target: 't.target', enabled: 't.enabled' },
  },
  {
    table: 'change_requests',
    objectKinds: ['change-request'],
    actions: [
      'change.requested',
      'change.previewed',
      'change.approved',
      'change.applied',
      'change.rejected',
      'change.withdrawn',
      'change.stale',
    ],
    states: OBJECT,
    fields: {
      kind: 't.kind',
      status: 't.status',
      summary: 't.summary',
      reason: 't.reason',
      starts_at: time('t.starts_at'),
      shown_hash: 't.shown_hash',
    },
  },
]

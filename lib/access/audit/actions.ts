/**
 * Every action of the audit log with its category and its text, which follows the actor's name. Names never change,
 * because rows are never rewritten.
 */
const ACTIONS = {
  'session.opened': ['sign-in', 'signed in'],
  'session.refused': ['sign-in', 'rejected a sign-in: wrong password'],
  'session.throttled': ['sign-in', 'rejected a sign-in: too many failures'],
  'session.ended': ['sign-in', 'signed out'],
  'permission.denied': ['sign-in', 'was rejected: permission denied'],
  'transaction.scored': ['decision', 'had a transaction scored'],
  'transaction.decided': ['decision', 'decided a transaction'],
  'transactions.decided': ['decision', 'decided all transactions of a search'],
  'transactions.quarantined': [
    'decision',
    'took transactions with a time out of bounds out of lists, figures and states',
  ],
  'transaction.decision-undone': ['decision', 'undid a decision'],
  'claim.taken': ['decision', 'claimed an alert'],
  'claim.released': ['decision', 'released a claimed alert'],
  'claim.overridden': ['decision', 'overrode the claim of another user'],
  'entity.note-added': ['decision', 'wrote a note on an entity'],
  'case.created': ['case', 'opened a case'],
  'case.changed': ['case', 'changed a case'],
  'case.closed': ['case', 'closed a case'],
  'case.reopened': ['case', 'reopened a case'],
  'case.transactions-linked': ['case', 'added transactions to a case'],
  'case.transaction-unlinked': ['case', 'removed a transaction from a case'],
  'case.entities-linked': ['case', 'added entities to a case'],
  'case.entity-unlinked': ['case', 'removed an entity from a case'],
  'case.noted': ['case', 'wrote a note on a case'],
  'case.note-edited': ['case', 'edited a note on a case'],
  'case.sla-warned': ['case', 'warned that the time limit is near'],
  'case.sla-breached': ['case', 'noted that the time limit was exceeded'],
  'watchlist.added': ['watchlist', 'added an entity to a watchlist'],
  'watchlist.changed': ['watchlist', 'changed a watchlist entry'],
  'watchlist.removed': ['watchlist', 'removed an entity from a watchlist'],
  'watchlist.expired': ['watchlist', 'replaced an expired watchlist entry'],
  'watchlist.imported': ['watchlist', 'imported list entries'],
  'transactions.exported': ['export', 'exported transactions'],
  'case.exported': ['export', 'exported the brief of a case'],
  'watchlist.exported': ['export', 'exported the watchlists'],
  'audit.exported': ['export', 'exported the audit log'],
  'rows.read': ['read', 'read many rows of lists within an hour'],
  'transaction.opened': ['read', 'opened a transaction'],
  'entity.opened': ['read', 'opened an account, device or phone'],
  'sla-policy.changed': ['policy', 'changed the time limits of cases'],
  'view.saved': ['view', 'saved a view'],
  'view.changed': ['view', 'changed a saved view'],
  'view.deleted': ['view', 'deleted a saved view'],
  'model.staged': ['model', 'registered a model'],
  'model.uploaded': ['model', 'stored the bundle of a model'],
  'model.stage-changed': ['model', 'moved a model to another stage'],
  'model.activated': ['model', 'put a model into production, with its thresholds'],
  'model.rolled-back': ['model', 'returned a former model to production, with its policy'],
  'api-key.created': ['access', 'created an API key'],
  'api-key.revoked': ['access', 'revoked an API key'],
  'api-key.rotated': ['access', 'replaced an API key by a new one'],
  'api-key.handed-over': ['access', 'handed an API key over'],
  'user.created': ['access', 'added a user'],
  'user.role-changed': ['access', 'changed the role of a user'],
  'user.disabled': ['access', 'disabled a user'],
  'user.enabled': ['access', 'enabled a user again'],
  'user.renamed': ['access', 'changed their name'],
  'user.preferences-changed': ['access', 'changed which notifications they get'],
  'user.password-changed': ['access', 'changed their password'],
  'user.password-reset': ['access', 'set a new password by a link'],
  'user.reset-requested': ['access', 'made a link to set a new password'],
  'user.sessions-ended': ['access', 'ended sessions of a user'],
  'user.invited': ['access', 'invited a user'],
  'user.invitation-renewed': ['access', 'made a new link for an invitation'],
  'user.invitation-withdrawn': ['access', 'withdrew an invitation'],
  'watchlist.canonicalized': ['watchlist', 'gave a watchlist entry its canonical id'],
  'data.canonicalized': ['policy', 'gave stored ids their canonical form'],
  'tenant.country-changed': ['policy', 'set the country of phone numbers'],
  'tenant.earliest-event-changed': ['policy', 'changed the earliest accepted time of transactions'],
  'tenant.settings-changed': ['policy', 'changed settings of the institution'],
  'audit.sealed': ['seal', 'sealed the rows that were new'],
  'tenant.currency-rate-added': ['policy', 'added a currency rate'],
  'demo.seeded': ['access', 'filled the institution with demo data'],
} as const satisfies Record<string, readonly [AuditCategory, string]>

export type AuditAction = keyof typeof ACTIONS

export const AUDIT_CATEGORIES = [
  'sign-in',
  'decision',
  'case',
  'watchlist',
  'export',
  'read',
  'policy',
  'model',
  'access',
  'view',
  'seal',
] as const
export type AuditCategory = (typeof AUDIT_CATEGORIES)[number]

export const AUDIT_ACTIONS = Object.keys(ACTIONS) as [AuditAction, ...AuditAction[]]

export const actionsOf = (category: AuditCategory): AuditAction[] =>
  AUDIT_ACTIONS.filter((action) => ACTIONS[action][0] === category)

/** The text of an action; an unknown action is shown by its name. */
export const actionWords = (action: string): string => ACTIONS[action as AuditAction]?.[1] ?? action
export const categoryOf = (action: string): AuditCategory | null =>
  ACTIONS[action as AuditAction]?.[0] ?? null

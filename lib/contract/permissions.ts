/** Maps roles and scopes to permissions. The server enforces the table; screens hide what it does not allow. */
export const ROLES = ['analyst', 'senior_analyst', 'admin'] as const
export type Role = (typeof ROLES)[number]

export const SCOPES = ['score:write', 'read'] as const
export type Scope = (typeof SCOPES)[number]

const ANALYST = [
  'score:create',
  'transaction:read',
  'transaction:decide',
  'watchlist:read',
  'model:read',
  'entity:note',
  'view:write',
  'case:read',
  'case:export',
  'case:write',
] as const
const SENIOR = [
  ...ANALYST,
  'transaction:decide-many',
  'claim:override',
  'transaction:export',
  'transaction:upload',
  'replay:run',
  'watchlist:write',
  'view:share',
  'case:assign',
  'audit:read',
] as const
const ADMIN = [
  ...SENIOR,
  'api-key:manage',
  'user:manage',
  'policy:write',
  'sla:write',
  'tenant:write',
  'audit:export',
  'job:read',
  'alert:manage',
  'stream:manage',
] as const

export type Permission = (typeof ADMIN)[number]

/** What each permission allows, as it follows "can". Screens and problems show these words. */
const WORDS: Record<Permission, string> = {
  'score:create': 'score transactions',
  'transaction:read': 'read transactions',
  'transaction:decide': 'decide transactions',
  'transaction:decide-many': 'decide several transactions at once',
  'claim:override': 'decide an alert that another user has claimed',
  'transaction:export': 'export transactions',
  'transaction:upload': 'upload files of transactions',
  'replay:run': 'start and stop replays',
  'watchlist:read': 'read the watchlists',
  'watchlist:write': 'block or trust an entity',
  'model:read': 'read the models',
  'entity:note': 'write notes on an entity',
  'view:write': 'save views',
  'view:share': 'share saved views',
  'case:read': 'read cases',
  'case:export': 'export the brief of a case',
  'case:write': 'open and change cases',
  'case:assign': 'assign a case to another user',
  'audit:read': 'read the audit log',
  'audit:export': 'export the audit log',
  'api-key:manage': 'manage API keys',
  'user:manage': 'manage users',
  'policy:write': 'change models and thresholds',
  'sla:write': 'change the SLA policy',
  'tenant:write': 'change settings of the institution',
  'job:read': 'see the jobs of the servers',
  'alert:manage': 'manage alert rules and their channels',
  'stream:manage': 'see messages of Kafka that could not be scored and send them again',
}

const BY_ROLE: Record<Role, readonly Permission[]> = {
  analyst: ANALYST,
  senior_analyst: SENIOR,
  admin: ADMIN,
}

const BY_SCOPE: Record<Scope, readonly Permission[]> = {
  'score:write': ['score:create'],
  read: ['transaction:read', 'watchlist:read', 'model:read', 'case:read'],
}

/** True where the role holds the permission. */
export const roleMay = (role: Role, permission: Permission): boolean => BY_ROLE[role].includes(permission)

/** 'Only senior analysts and administrators can export transactions.' */
export function limitOf(permission: Permission): string {
  const holders = ROLES.filter((role) => roleMay(role, permission)).map((role) => PLURALS[role])
  const who = [holders.slice(0, -1).join(', '), holders.at(-1)].filter(Boolean).join(' and ')
  return `Only ${who} can ${WORDS[permission]}.`
}

/** 'This API key cannot score transactions.' */
export const keyLimitOf = (permission: Permission): string => `This API key cannot ${WORDS[permission]}.`

const PLURALS: Record<Role, string> = {
  analyst: 'analysts',
  senior_analyst: 'senior analysts',
  admin: 'administrators',
}

/** True where any of the key's scopes carries the permission. */
export const scopesMay = (scopes: readonly Scope[], permission: Permission): boolean =>
  scopes.some((scope) => BY_SCOPE[scope].includes(permission))

export const isRole = (value: string): value is Role => (ROLES as readonly string[]).includes(value)
export const isScope = (value: string): value is Scope => (SCOPES as readonly string[]).includes(value)

/** Everything that the role may do, for screens that hide the rest. */
export const permissionsOf = (role: Role): readonly Permission[] => BY_ROLE[role]

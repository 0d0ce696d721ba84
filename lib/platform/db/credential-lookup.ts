import { appPool } from './pools'

/** Look-ups before a tenant is known, through definer functions that read credentials and nothing else. */
interface TenantColumns {
  tenant_id: string
  tenant_slug: string
  tenant_name: string
  tenant_status: string
  step_epoch: Date
  earliest_event_at: Date
  country: string | null
  currency: string
  time_zone: string
}

export interface LoginCandidate {
  tenant_id: string
  tenant_slug: string
  tenant_status: string
  user_id: string
  password_hash: string
  user_status: string
}

export interface SessionRow extends TenantColumns {
  session_id: string
  kind: 'browser' | 'token'
  expires_at: Date
  revoked_at: Date | null
  user_id: string
  email: string
  full_name: string
  role: string
  user_status: string
}

export interface ApiKeyRow extends TenantColumns {
  key_id: string
  name: string
  scopes: string[]
  expires_at: Date | null
  revoked_at: Date | null
  last_used_at: Date | null
}

async function rows<T>(name: string, text: string, values: unknown[]): Promise<T[]> {
  return (await appPool().query({ name, text, values })).rows as T[]
}

/** The user with this e-mail address in the tenant (its slug), or in any; null unless there is exactly one. */
export async function findLoginCandidate(
  email: string,
  tenant: string | undefined,
): Promise<LoginCandidate | null> {
  const text = 'select * from find_login_candidates($1, $2)'
  const found = await rows<LoginCandidate>('find-login', text, [email, tenant ?? null])
  return (found.length === 1 && found[0]) || null
}

export const findSession = async (tenantId: string, sessionId: string) =>
  (await rows<SessionRow>('find-session', 'select * from find_session($1, $2)', [tenantId, sessionId]))[0] ??
  null

export const findApiKey = async (hash: Buffer) =>
  (await rows<ApiKeyRow>('find-api-key', 'select * from find_api_key($1)', [hash]))[0] ?? null

import { appPool } from './pools'

/** Look-ups before a tenant is known, through definer functions that read credentials and nothing else. */
interface TenantColumns {
  tenant_id: string
  tenant_slug: string
  tenant_name: string
  tenant_status: string
  step_epoch: Date
  earliest_event_at: Date
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

export const findLoginCandidates = (email: string) =>
  rows<LoginCandidate>('find-login', 'select * from find_login_candidates($1)', [email])

export const findSession = async (tenantId: string, sessionId: string) =>
  (await rows<SessionRow>('find-session', 'select * from find_session($1, $2)', [tenantId, sessionId]))[0] ??
  null

export const findApiKey = async (hash: Buffer) =>
  (await rows<ApiKeyRow>('find-api-key', 'select * from find_api_key($1)', [hash]))[0] ?? null

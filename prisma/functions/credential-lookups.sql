-- version 5
-- Look-ups before a tenant is known: sign-in, session and API key. Their owner sentinel_lookup cannot log in and has
-- policies of its own on the tables that it reads.

-- Only a sole candidate can sign in, so two rows say enough. Without a tenant, the e-mail address must name one.
drop function if exists find_login_candidates(text);
create or replace function find_login_candidates(p_email text, p_tenant text)
  returns table (tenant_id uuid, tenant_slug text, tenant_status text, user_id uuid, password_hash text, user_status text)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select u.tenant_id, t.slug, t.status, u.id, u.password_hash, u.status
    from users u join tenants t on t.id = u.tenant_id
   where u.email = lower(p_email) and (p_tenant is null or t.slug = p_tenant) limit 2
$$;

-- Ten years is DEFAULT_HISTORY_YEARS of lib/contract/time-bounds.ts.
create or replace function tenant_earliest_event(t tenants) returns timestamptz
  language sql stable parallel safe
  return coalesce(t.earliest_event_at, t.created_at - interval '10 years');

-- A function's result columns cannot be replaced.
drop function if exists find_session(uuid, uuid);
drop function if exists find_api_key(bytea);

create or replace function find_session(p_tenant uuid, p_session uuid)
  returns table (tenant_id uuid, tenant_slug text, tenant_name text, tenant_status text, step_epoch timestamptz,
    earliest_event_at timestamptz, country text, currency text, time_zone text, session_id uuid, kind text, expires_at timestamptz, revoked_at timestamptz,
    user_id uuid, email text, full_name text, role text, user_status text)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id, t.slug, t.name, t.status, t.step_epoch, tenant_earliest_event(t), t.country, t.currency, t.time_zone, s.id,
         s.kind, s.expires_at, s.revoked_at,
         u.id, u.email, u.full_name, u.role, u.status
    from sessions s
    join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
    join tenants t on t.id = s.tenant_id
   where s.tenant_id = p_tenant and s.id = p_session
$$;

-- A key works as long as the user who answers for it is active.
create or replace function find_api_key(p_hash bytea)
  returns table (tenant_id uuid, tenant_slug text, tenant_name text, tenant_status text, step_epoch timestamptz,
    earliest_event_at timestamptz, country text, currency text, time_zone text, key_id uuid, name text, scopes text[],
    expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id, t.slug, t.name, t.status, t.step_epoch, tenant_earliest_event(t), t.country, t.currency, t.time_zone, k.id,
         k.name, k.scopes, k.expires_at, k.revoked_at, k.last_used_at
    from api_keys k
    join tenants t on t.id = k.tenant_id
    join users u on u.tenant_id = k.tenant_id and u.id = coalesce(k.owner_id, k.created_by) and u.status = 'active'
   where k.key_hash = p_hash limit 1
$$;

alter function find_login_candidates(text, text) owner to sentinel_lookup;
alter function find_session(uuid, uuid) owner to sentinel_lookup;
alter function find_api_key(bytea) owner to sentinel_lookup;
revoke all on function find_login_candidates(text, text), find_session(uuid, uuid), find_api_key(bytea) from public;
grant execute on function find_login_candidates(text, text), find_session(uuid, uuid), find_api_key(bytea) to sentinel_app;

-- version 2
-- The tenant of the current transaction. app.ctx is '<tenant uuid>.<hex hmac-sha256>', and only the owner reads the key,
-- so SQL that the app role is tricked into running cannot claim another tenant.

create or replace function app_tenant() returns uuid
  language plpgsql stable security definer parallel safe
  set search_path = pg_catalog, pg_temp
as $$
declare
  ctx text := nullif(current_setting('app.ctx', true), '');
  tenant text;
  mac text;
  expected text;
begin
  if ctx is null then
    return null;
  end if;
  tenant := split_part(ctx, '.', 1);
  mac := split_part(ctx, '.', 2);
  select encode(sha256(s.outer_pad || sha256(s.inner_pad || convert_to(tenant, 'UTF8'))), 'hex')
    into expected from sentinel_private.tenant_seal s;
  -- A key that was replaced stays valid until db:migrate runs without it.
  if mac is distinct from expected then
    select encode(sha256(s.previous_outer_pad || sha256(s.previous_inner_pad || convert_to(tenant, 'UTF8'))), 'hex')
      into expected from sentinel_private.tenant_seal s;
  end if;
  if expected is null or mac <> expected then
    raise exception 'tenant context is not sealed' using errcode = '42501';
  end if;
  return tenant::uuid;
end
$$;

revoke all on function app_tenant() from public;
grant execute on function app_tenant() to sentinel_app, sentinel_lookup;

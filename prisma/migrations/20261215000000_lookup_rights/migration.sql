-- sentinel_lookup reads only the columns that its functions name. docs/architecture.md lists its rights, and
-- tests/integration/platform/database-roles.test.ts compares the list with the catalogue.
revoke select on notifications, live_events, cases from sentinel_lookup;
grant select (tenant_id, created_at) on notifications to sentinel_lookup;
grant select (tenant_id, at) on live_events to sentinel_lookup;
grant select (tenant_id, id, title, sla_due_at, sla_warn_at, sla_breached_at) on cases to sentinel_lookup;
revoke select on users, sessions, api_keys from sentinel_lookup;
grant select (tenant_id, id, email, password_hash, full_name, role, status) on users to sentinel_lookup;
grant select (tenant_id, id, user_id, kind, expires_at, revoked_at) on sessions to sentinel_lookup;
grant select (tenant_id, id, name, key_hash, scopes, created_by, owner_id, expires_at, revoked_at, last_used_at) on api_keys
  to sentinel_lookup;

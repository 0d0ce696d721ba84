-- What ends: breaches that a new time limit lifted, API keys of disabled users, expired sessions and idempotency keys.

alter table cases no force row level security;
update cases set sla_breached_at = null
 where status <> 'closed' and sla_breached_at is not null and (sla_due_at > now() or sla_left_s > 0);

-- Who answers for a key; null until it is handed over: the user who created it.
alter table api_keys
  add column owner_id uuid,
  add foreign key (tenant_id, owner_id) references users (tenant_id, id);

create index sessions_expiry on sessions (tenant_id, expires_at);

-- The jobs find the tenants that have expired rows (prisma/functions/job-lookups.sql).
create policy age_lookup on idempotency_keys for select to sentinel_lookup using (true);
grant select (tenant_id, created_at) on idempotency_keys to sentinel_lookup;

call secure_tenant_tables();

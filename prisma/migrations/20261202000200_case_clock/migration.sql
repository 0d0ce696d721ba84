-- The clock of a case remembers what was allowed, and when its people are to be warned; notifications can be cleared by age.

alter table cases
  add column sla_allowed_s integer not null default 259200 check (sla_allowed_s > 0),
  -- When less than a fifth of the time allowed is left; null once its people were told. Counts only while the clock runs.
  add column sla_warn_at   timestamptz(3);
alter table cases alter column sla_allowed_s drop default;

create index cases_warn on cases (tenant_id, sla_warn_at, id) where sla_due_at is not null and sla_warn_at is not null;
create index cases_active on cases (tenant_id, updated_at desc, id desc) where status <> 'closed';
create index cases_active_priority on cases (tenant_id, priority, updated_at desc, id desc) where status <> 'closed';
create index cases_overdue on cases (tenant_id, updated_at desc, id desc)
  where status <> 'closed' and sla_breached_at is not null;
create index cases_due_order on cases (tenant_id, (coalesce(sla_due_at, 'infinity'::timestamptz)), id);
create index notifications_age on notifications (tenant_id, created_at);

create or replace function find_tenants_with_due_cases(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select tenant_id from cases where sla_due_at <= p_before and sla_breached_at is null
   union
  select tenant_id from cases where sla_due_at is not null and sla_warn_at <= p_before
$$;

create policy age_lookup on notifications for select to sentinel_lookup using (true);
grant select on notifications to sentinel_lookup;
create function find_tenants_with_old_notifications(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select distinct tenant_id from notifications where created_at < p_before
$$;
grant create on schema public to sentinel_lookup;
alter function find_tenants_with_old_notifications(timestamptz) owner to sentinel_lookup;
revoke create on schema public from sentinel_lookup;
revoke all on function find_tenants_with_old_notifications(timestamptz) from public;
grant execute on function find_tenants_with_old_notifications(timestamptz) to sentinel_app;

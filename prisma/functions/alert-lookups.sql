-- version 3
-- The tenants, and channels, whose alert jobs have work. Ids, nothing else.

create or replace function find_tenants_with_alert_work(p_now timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp set enable_sort = off
as $$
  select r.tenant_id from (select distinct tenant_id from alert_rules where enabled and kind = 'transaction') r
    left join alert_cursors c on c.tenant_id = r.tenant_id
   where exists (
     select from (select commit_order, id from predictions p where p.tenant_id = r.tenant_id
                   order by commit_order desc, id desc limit 1) newest
      where c.tenant_id is null or (newest.commit_order, newest.id) > (c.predictions_order, c.predictions_id))
   union
  select r.tenant_id from alert_rules r left join alert_cursors c on c.tenant_id = r.tenant_id
   where r.enabled and r.kind = 'job_failed'
     and exists (select from job_outcomes o where c.jobs_at is null or o.failed_at > c.jobs_at)
   union
  select r.tenant_id from alert_rules r
   where r.enabled and r.kind = 'stream_lag'
     and exists (select from stream_partitions p where p.tenant_id = r.tenant_id and p.end_offset > p.next_offset)
   union
  select t.id from tenants t where exists (select from alert_events e where e.tenant_id = t.id and e.due_at <= p_now)
$$;

create or replace function find_due_alert_channels(p_now timestamptz) returns table (tenant_id uuid, id uuid)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select c.tenant_id, c.id from alert_channels c
   where c.enabled and (c.paused_until is null or c.paused_until <= p_now)
     and exists (select from alert_deliveries d where d.tenant_id = c.tenant_id and d.channel_id = c.id
                    and d.status = 'waiting' and d.next_attempt_at <= p_now)
   -- A process sends through some of them at a time: none may always be the last.
   order by random()
$$;

create or replace function find_tenants_with_old_alerts(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id from tenants t where exists (select from alert_messages m where m.tenant_id = t.id and m.created_at < p_before)
$$;

create or replace function find_tenants_with_old_alert_keys(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id from tenants t where exists (select from alert_keys k where k.tenant_id = t.id and k.at < p_before)
$$;

create or replace function find_tenants_with_alert_channels() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select distinct tenant_id from alert_channels
$$;

alter function find_tenants_with_alert_work(timestamptz) owner to sentinel_lookup;
alter function find_due_alert_channels(timestamptz) owner to sentinel_lookup;
alter function find_tenants_with_old_alerts(timestamptz) owner to sentinel_lookup;
alter function find_tenants_with_old_alert_keys(timestamptz) owner to sentinel_lookup;
alter function find_tenants_with_alert_channels() owner to sentinel_lookup;
revoke all on function find_tenants_with_alert_work(timestamptz), find_due_alert_channels(timestamptz),
  find_tenants_with_old_alerts(timestamptz), find_tenants_with_old_alert_keys(timestamptz), find_tenants_with_alert_channels() from public;
grant execute on function find_tenants_with_alert_work(timestamptz), find_due_alert_channels(timestamptz),
  find_tenants_with_old_alerts(timestamptz), find_tenants_with_old_alert_keys(timestamptz), find_tenants_with_alert_channels() to sentinel_app;

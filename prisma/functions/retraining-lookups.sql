-- version 1
-- The tenants with a retraining that no process works on, and those whose schedule or open drift alarm starts one. Ids, nothing else.

create or replace function find_tenants_to_retrain(p_now timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select tenant_id from retrainings where finished_at is null and (lease_until is null or lease_until < p_now)
$$;

create or replace function find_tenants_with_due_retraining(p_now timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select s.tenant_id from retraining_schedules s join tenants t on t.id = s.tenant_id
   where s.next_at <= p_now or (s.next_at is not null and s.time_zone <> t.time_zone)
   union
  select s.tenant_id from retraining_schedules s
    join drift_alarms a on a.tenant_id = s.tenant_id and a.acknowledged_at is null
    join model_versions m on m.tenant_id = a.tenant_id and m.id = a.model_version_id and m.stage = 'production'
   where s.on_drift_alarm
     and not exists (select from retrainings r where r.tenant_id = a.tenant_id and r.drift_alarm_id = a.id)
$$;

alter function find_tenants_to_retrain(timestamptz) owner to sentinel_lookup;
alter function find_tenants_with_due_retraining(timestamptz) owner to sentinel_lookup;
revoke all on function find_tenants_to_retrain(timestamptz), find_tenants_with_due_retraining(timestamptz) from public;
grant execute on function find_tenants_to_retrain(timestamptz), find_tenants_with_due_retraining(timestamptz) to sentinel_app;

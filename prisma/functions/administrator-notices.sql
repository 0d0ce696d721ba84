-- version 2
-- Tells the other administrators when somebody becomes one, when the account of one could change hands, or when the operator ends
-- four eyes. The audit log is
-- watched, so every way that is audited is told, in the same transaction. Four eyes are worth no more than this.

create or replace function describe_administrator_access(r audit_log) returns text language sql stable
  set search_path = public, pg_temp
as $$
  select case
    when r.action = 'user.invited' and r.after ->> 'role' = 'admin'
      then format('%s is invited as an administrator', r.after ->> 'email')
    when r.action = 'user.invitation-renewed'
      then (select format('%s got a new link to become an administrator', i.email) from invitations i
             where i.tenant_id = r.tenant_id and i.id = r.object_id::uuid and i.role = 'admin')
    when r.action = 'user.created' and r.after ->> 'role' = 'admin'
      or r.action = 'user.role-changed' and r.after ->> 'role' = 'admin'
      then (select format('%s is an administrator now', u.email) from users u
             where u.tenant_id = r.tenant_id and u.id = r.object_id::uuid)
    when r.action = 'user.enabled' and r.after ->> 'role' = 'admin'
      then (select format('the administrator %s is enabled again', u.email) from users u
             where u.tenant_id = r.tenant_id and u.id = r.object_id::uuid)
    when r.action = 'user.reset-requested' and r.actor_kind = 'user'
      then (select format('a link was made to set a new password for the administrator %s', u.email) from users u
             where u.tenant_id = r.tenant_id and u.id = r.object_id::uuid and u.role = 'admin')
    when r.action = 'user.password-reset'
      then (select format('the administrator %s has set a new password by a link', u.email) from users u
             where u.tenant_id = r.tenant_id and u.id = r.object_id::uuid and u.role = 'admin')
    when r.action = 'tenant.four-eyes-ended'
      then format('the operator has ended four eyes: %s', r.after ->> 'reason')
  end
$$;

create or replace function tell_administrators() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  words text := describe_administrator_access(new);
  acting uuid;
  millis text := lpad(to_hex(floor(extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0');
  -- Ids grow with time: the first 48 bits of a version 7 UUID (RFC 9562), the last ones are random.
  begins text := substr(millis, 1, 8) || '-' || substr(millis, 9) || '-7';
begin
  if words is null then
    return null;
  end if;
  acting := case when new.actor_kind = 'user' then new.actor_id::uuid end;
  words := left(words || coalesce(
    (select ', by ' || full_name from users where tenant_id = new.tenant_id and id = acting), ''), 500);
  with told as (
    insert into notifications (tenant_id, id, user_id, kind, detail, actor_id, created_at)
    select u.tenant_id, overlay(gen_random_uuid()::text placing begins from 1)::uuid, u.id, 'administrator_access', words,
           acting, new.at
      from users u
     where u.tenant_id = new.tenant_id and u.role = 'admin' and u.status = 'active'
       and u.id is distinct from acting and u.id::text is distinct from new.object_id
       and not 'administrator_access' = any (u.muted_notifications)
    returning tenant_id, user_id
  )
  insert into live_events (tenant_id, kind, payload)
  select tenant_id, 'notifications.changed', jsonb_build_object('userId', user_id) from told;
  return null;
end
$$;

revoke all on function describe_administrator_access(audit_log), tell_administrators() from public;
grant execute on function describe_administrator_access(audit_log), tell_administrators() to sentinel_app;

create or replace trigger audit_log_told after insert on audit_log
  for each row when (new.action like 'user.%' or new.action = 'tenant.four-eyes-ended') execute function tell_administrators();

-- version 1
-- Links the audit log per tenant: each hash covers the row and the hash before it, so audit:verify finds a change, a gap,
-- an insertion or a swap. The trigger is deferred: the advisory lock is taken at commit and held briefly.

create or replace function audit_link(prev bytea, r audit_log) returns bytea language sql stable set search_path = pg_catalog, pg_temp as $$
  select sha256(prev || convert_to(jsonb_build_array(r.tenant_id, r.seq, r.actor_kind, r.actor_id, r.action, r.object_kind,
    r.object_id, r.before, r.after, r.request_id, floor(extract(epoch from r.at) * 1000)::bigint)::text, 'UTF8'))
$$;

create or replace function chain_audit_log() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  head record;
  prev bytea;
begin
  perform pg_advisory_xact_lock(hashtextextended('audit-chain:' || new.tenant_id, 0));
  select position, hash into head from audit_chain where tenant_id = new.tenant_id order by position desc limit 1;
  prev := coalesce(head.hash, decode(repeat('00', 32), 'hex'));
  insert into audit_chain (tenant_id, position, audit_seq, prev_hash, hash)
  values (new.tenant_id, coalesce(head.position, 0) + 1, new.seq, prev, audit_link(prev, new));
  return null;
end
$$;

revoke all on function audit_link(bytea, audit_log), chain_audit_log() from public;

-- Postgres cannot replace a constraint trigger.
drop trigger if exists audit_log_chained on audit_log;
create constraint trigger audit_log_chained after insert on audit_log
  deferrable initially deferred for each row execute function chain_audit_log();

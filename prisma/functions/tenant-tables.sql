-- version 19
-- Row-level security and grants for every table with a tenant_id, generated from the catalogue. A migration that adds a
-- table calls this procedure, and this file calls it again, so that a change of the lists below takes effect.

create or replace procedure secure_tenant_tables() language plpgsql as $$
declare
  t record;
  kept_by_triggers constant text[] := array['scored_transactions', 'activity_hours', 'activity_places', 'audit_chain', 'data_steps'];
  insert_only constant text[] := array['audit_log', 'analyst_decisions', 'transactions', 'policies', 'transaction_labels',
    'entity_notes', 'case_note_revisions', 'quarantined_transactions', 'audit_seal_parts', 'currency_rates',
    'exploration_settings', 'explorations', 'bundle_files', 'upload_rows',
    'velocity_rules'];
  never_deleted constant text[] := array['cases', 'case_notes', 'case_numbers', 'sla_policies', 'drift_cursors',
    'drift_labels', 'drift_watches', 'challenger_hours', 'challenger_gaps', 'canary_runs', 'retraining_schedules', 'replays'];
begin
  for t in
    select c.relname, exists (
        select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
      ) as has_tenant
      from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and (c.relname = 'tenants' or exists (
        select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))
  loop
    execute format('alter table %I enable row level security', t.relname);
    execute format('alter table %I force row level security', t.relname);
    execute format('drop policy if exists tenant_isolation on %I', t.relname);
    execute format(
      'create policy tenant_isolation on %I using (%I = (select app_tenant())) with check (%I = (select app_tenant()))',
      t.relname, case when t.has_tenant then 'tenant_id' else 'id' end,
      case when t.has_tenant then 'tenant_id' else 'id' end);
    execute format('revoke all on %I from sentinel_app', t.relname);
    if t.relname = 'tenants' then
      execute 'grant select, update (name, currency, time_zone, earliest_event_at, country, reviewers, review_hours_per_day,
        minutes_per_alert, working_days, work_from, work_to, fraud_loss_kind, fraud_loss_share, fraud_loss_amount,
        review_minute_cost, stopped_payment_cost, four_eyes, sandbox, settings_version) on tenants to sentinel_app';
    elsif t.relname = any (kept_by_triggers) then
      execute format('grant select on %I to sentinel_app', t.relname);
    elsif t.relname = 'predictions' then
      execute 'grant select, insert, update (disposition) on predictions to sentinel_app';
    elsif t.relname = 'model_versions' then
      execute 'grant select, insert, update (stage, stage_version, activated_at, rolled_back_at, left_policy_version,
        deleted_at, deleted_by) on model_versions to sentinel_app';
    elsif t.relname = 'change_requests' then
      execute 'grant select, insert, update (status, summary, before, after, impact, releases, test_slice, velocity, preview_days, shown_hash,
        previewed_at, decided_by, decided_at, decision_note, applied_at, policy_version, failure) on change_requests to sentinel_app';
    elsif t.relname = 'drift_alarms' then
      execute 'grant select, insert, update (acknowledged_by, acknowledged_at, note) on drift_alarms to sentinel_app';
    elsif t.relname = 'retrainings' then
      execute 'grant select, insert, update (status, fraction, message, attempt, interruptions, leased, lease_until, data, failure,
        model_version_id, placed_as, placement_reason, started_at, finished_at, version) on retrainings to sentinel_app';
    elsif t.relname = 'uploads' then
      execute 'grant select, insert, update (sha256, status, row_count, scored_count, duplicate_count, rejected_count, high_count,
        medium_count, low_count, mapping, duplicate_of, failure, progressed_at, finished_at, received_pieces, has_pieces, total_rows,
        attempt, leased, lease_until, interruptions, labelled_count, first_at, last_at) on uploads to sentinel_app';
    elsif t.relname in ('idempotency_keys', 'live_events', 'case_transactions', 'challenger_scores', 'upload_rejects', 'upload_mappings',
      'upload_pieces') then
      execute format('grant select, insert, delete on %I to sentinel_app', t.relname);
    elsif t.relname = any (insert_only) then
      execute format('grant select, insert on %I to sentinel_app', t.relname);
    elsif t.relname = any (never_deleted) then
      execute format('grant select, insert, update on %I to sentinel_app', t.relname);
    else
      execute format('grant select, insert, update, delete on %I to sentinel_app', t.relname);
    end if;
  end loop;
end
$$;

revoke all on procedure secure_tenant_tables() from public;
call secure_tenant_tables();

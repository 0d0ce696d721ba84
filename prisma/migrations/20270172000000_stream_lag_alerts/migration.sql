-- Alert rules can watch the messages of Kafka that wait. The check only grows, so rows that exist need no second look.
alter table alert_rules
  drop constraint alert_rules_kind_check,
  add constraint alert_rules_kind_check check (
    kind in ('transaction', 'case_breached', 'drift_alarm', 'job_failed', 'stream_lag')) not valid;

create policy job_lookup on stream_partitions for select to sentinel_lookup using (true);
grant select (tenant_id, next_offset, end_offset) on stream_partitions to sentinel_lookup;

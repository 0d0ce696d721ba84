-- Alerts that leave the product. alert_messages and alert_deliveries are the outbox: a message is stored in the transaction that
-- composes it, with one delivery per channel. Server processes claim deliveries by moving next_attempt_at past the end of an attempt,
-- so the delivery of a process that died becomes due again by itself.
create table alert_channels (
  tenant_id              uuid not null references tenants (id),
  id                     uuid not null,
  name                   text not null check (length(name) between 1 and 100),
  kind                   text not null check (kind in ('in_app', 'email', 'slack', 'webhook')),
  -- Of in_app.
  roles                  text[] not null default '{}',
  -- What screens show: the roles, the address, or the origin of the URL.
  target                 text not null check (length(target) between 1 and 300),
  -- The URL of a webhook may hold a token, so it is encrypted, like the secrets that sign.
  url_sealed             text,
  secret_sealed          text,
  previous_secret_sealed text,
  -- Until then messages carry both signatures.
  previous_secret_until  timestamptz(3),
  enabled                boolean not null default true,
  disabled_reason        text check (disabled_reason in ('user', 'failing', 'gone')),
  -- Attempts that failed since the last success, and since when.
  failures               integer not null default 0 check (failures >= 0),
  failing_since          timestamptz(3),
  -- A failing channel is not tried before.
  paused_until           timestamptz(3),
  delivered_at           timestamptz(3),
  created_by             uuid,
  created_at             timestamptz(3) not null default now(),
  version                integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, name),
  foreign key (tenant_id, created_by) references users (tenant_id, id),
  check ((kind in ('slack', 'webhook')) = (url_sealed is not null)),
  check ((kind = 'webhook') = (secret_sealed is not null)),
  check ((previous_secret_sealed is null) = (previous_secret_until is null)),
  check (enabled = (disabled_reason is null)),
  check ((failures = 0) = (failing_since is null))
);

create table alert_rules (
  tenant_id      uuid not null references tenants (id),
  id             uuid not null,
  name           text not null check (length(name) between 1 and 100),
  enabled        boolean not null default true,
  -- What it watches, as lib/messaging/alerts/schema.ts describes it.
  kind           text not null check (kind in ('transaction', 'case_breached', 'drift_alarm', 'job_failed')),
  conditions     jsonb not null,
  -- Minutes of the day by the clock of the institution. Quiet hours may span midnight.
  quiet_from     smallint check (quiet_from between 0 and 1439),
  quiet_to       smallint check (quiet_to between 0 and 1439),
  -- 0 sends at once.
  digest_minutes smallint not null default 0 check (digest_minutes between 0 and 1440),
  -- Within these minutes one alert per key; 0 sends every one.
  dedupe_by      text not null check (dedupe_by in ('subject', 'sender', 'receiver', 'rule')),
  dedupe_minutes smallint not null default 0 check (dedupe_minutes between 0 and 1440),
  channel_ids    uuid[] not null check (cardinality(channel_ids) between 1 and 10),
  -- What happened before does not count.
  since          timestamptz(3) not null,
  created_by     uuid,
  created_at     timestamptz(3) not null default now(),
  version        integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, name),
  foreign key (tenant_id, created_by) references users (tenant_id, id),
  check ((quiet_from is null) = (quiet_to is null)),
  check (quiet_from <> quiet_to)
);

-- What a rule matched and no message holds yet.
create table alert_events (
  tenant_id  uuid not null references tenants (id),
  id         uuid not null,
  rule_id    uuid not null,
  -- The transaction, case or drift alarm, or the name of the job.
  subject    text not null,
  facts      jsonb not null,
  at         timestamptz(3) not null,
  -- When it is sent: at once, at the end of the digest, or after the quiet hours.
  due_at     timestamptz(3) not null,
  -- Waits for others, so that they are sent together.
  held       boolean not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, rule_id) references alert_rules (tenant_id, id) on delete cascade
);
create index alert_events_due on alert_events (tenant_id, due_at);
create index alert_events_rule on alert_events (tenant_id, rule_id, due_at);

-- The last alert of a rule with a key, for de-duplication.
create table alert_keys (
  tenant_id uuid not null references tenants (id),
  rule_id   uuid not null,
  key       text not null,
  at        timestamptz(3) not null,
  primary key (tenant_id, rule_id, key),
  foreign key (tenant_id, rule_id) references alert_rules (tenant_id, id) on delete cascade
);
create index alert_keys_age on alert_keys (tenant_id, at);

-- How far the decisions and the failures of jobs were compared with the rules.
create table alert_cursors (
  tenant_id         uuid primary key references tenants (id),
  predictions_order bigint not null,
  predictions_id    uuid not null,
  jobs_at           timestamptz(3) not null
);

create table alert_messages (
  tenant_id  uuid not null references tenants (id),
  id         uuid not null,
  -- The rule and its name at that time; null for a test.
  rule_id    uuid,
  rule_name  text,
  kind       text not null,
  title      text not null check (length(title) <= 300),
  lines      text[] not null check (cardinality(lines) <= 32),
  -- A path of this product.
  link       text not null,
  payload    jsonb not null,
  created_at timestamptz(3) not null,
  primary key (tenant_id, id)
);
create index alert_messages_age on alert_messages (tenant_id, created_at);

create table alert_deliveries (
  tenant_id       uuid not null references tenants (id),
  id              uuid not null,
  message_id      uuid not null,
  channel_id      uuid not null,
  channel_name    text not null,
  status          text not null check (status in ('waiting', 'delivered', 'failed')),
  attempts        integer not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz(3) not null,
  -- From then on it is not sent any more.
  give_up_at      timestamptz(3) not null,
  created_at      timestamptz(3) not null,
  finished_at     timestamptz(3),
  -- Of the last attempt.
  attempted_at    timestamptz(3),
  response_code   smallint,
  latency_ms      double precision,
  excerpt         text check (length(excerpt) <= 500),
  error           text check (length(error) <= 300),
  primary key (tenant_id, id),
  foreign key (tenant_id, message_id) references alert_messages (tenant_id, id) on delete cascade,
  check ((status = 'waiting') = (finished_at is null))
);
create index alert_deliveries_due on alert_deliveries (tenant_id, channel_id, next_attempt_at) where status = 'waiting';
create index alert_deliveries_channel on alert_deliveries (tenant_id, channel_id, id);
create index alert_deliveries_status on alert_deliveries (tenant_id, status, id);
create index alert_deliveries_message on alert_deliveries (tenant_id, message_id);

-- The jobs ask which tenants have work before they know a tenant.
create policy job_lookup on alert_channels for select to sentinel_lookup using (true);
create policy job_lookup on alert_rules for select to sentinel_lookup using (true);
create policy job_lookup on alert_events for select to sentinel_lookup using (true);
create policy job_lookup on alert_keys for select to sentinel_lookup using (true);
create policy job_lookup on alert_cursors for select to sentinel_lookup using (true);
create policy job_lookup on alert_messages for select to sentinel_lookup using (true);
create policy job_lookup on alert_deliveries for select to sentinel_lookup using (true);
grant select (tenant_id, id, enabled, paused_until, kind) on alert_channels to sentinel_lookup;
grant select (tenant_id, enabled, kind) on alert_rules to sentinel_lookup;
grant select (tenant_id, due_at) on alert_events to sentinel_lookup;
grant select (tenant_id, at) on alert_keys to sentinel_lookup;
grant select (tenant_id, predictions_order, predictions_id, jobs_at) on alert_cursors to sentinel_lookup;
grant select (tenant_id, created_at) on alert_messages to sentinel_lookup;
grant select (tenant_id, channel_id, status, next_attempt_at) on alert_deliveries to sentinel_lookup;
grant select (failed_at) on job_outcomes to sentinel_lookup;

-- Two more kinds of notifications: an alert, and a channel that was switched off. The checks are extended as they are.
do $$
declare
  known record;
begin
  for known in
    select conname, pg_get_expr(conbin, conrelid) as condition from pg_constraint
     where conrelid = 'notifications'::regclass and conname in ('notifications_kind_check', 'notifications_subject')
  loop
    execute format(
      'alter table notifications drop constraint %I, add constraint %I check (case when kind in (''alert'', ''channel_disabled'')
         then detail is not null else %s end)',
      known.conname, known.conname, known.condition);
  end loop;
end
$$;

call secure_tenant_tables();

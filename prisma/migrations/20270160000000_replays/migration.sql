-- Replays: simulated or former payments that are scored again as if they arrived now, at a chosen rate. A row of replays is the
-- durable job (docs/adr/0043); its transactions have the source replay.
create table replays (
  tenant_id        uuid not null references tenants (id),
  id               uuid not null,
  requested_by     uuid not null,
  source           text not null check (source in ('simulation', 'window')),
  rate_per_second  integer not null check (rate_per_second between 1 and 500),
  duration_seconds integer not null check (duration_seconds between 5 and 3600),
  -- Of a simulation: the share of fraud and the seed of its world.
  fraud_fraction   double precision check (fraud_fraction between 0 and 0.5),
  seed             integer check (seed >= 0),
  -- Of a window: the times of the payments that are replayed.
  window_from      timestamptz(3),
  window_to        timestamptz(3),
  status           text not null default 'running' check (status in ('running', 'completed', 'stopped', 'failed')),
  -- What the times of the payments are moved by, in milliseconds. Null until the first attempt.
  shift_ms         bigint,
  -- Payments taken from the source, scored or rejected, and the last one of a window.
  position         integer not null default 0 check (position >= 0),
  last_at          timestamptz(3),
  last_id          uuid,
  -- They commit with the transactions that they count.
  scored_count     integer not null default 0,
  rejected_count   integer not null default 0,
  high_count       integer not null default 0,
  flagged_count    integer not null default 0,
  -- Payments known to be fraud, and those of them that became alerts.
  fraud_count      integer not null default 0,
  caught_count     integer not null default 0,
  -- Labels that arrive, and those that have arrived.
  label_count      integer not null default 0,
  labelled_count   integer not null default 0,
  attempt          integer not null default 0,
  lease_until      timestamptz(3),
  failure          text check (length(failure) between 1 and 300),
  started_at       timestamptz(3) not null default now(),
  announced_at     timestamptz(3),
  finished_at      timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, requested_by) references users (tenant_id, id),
  check ((source = 'simulation') = (fraud_fraction is not null)),
  check ((source = 'simulation') = (seed is not null)),
  check ((source = 'window') = (window_from is not null)),
  check ((window_from is null) = (window_to is null)),
  check (window_from < window_to),
  check ((status = 'running') = (finished_at is null)),
  check ((status = 'failed') = (failure is not null))
);
-- One at a time.
create unique index replays_running on replays (tenant_id) where finished_at is null;

-- Known labels that have not arrived yet.
create table replay_labels (
  tenant_id      uuid not null,
  transaction_id uuid not null,
  replay_id      uuid not null,
  is_fraud       boolean not null,
  due_at         timestamptz(3) not null,
  primary key (tenant_id, transaction_id),
  foreign key (tenant_id, replay_id) references replays (tenant_id, id),
  foreign key (tenant_id, transaction_id) references transactions (tenant_id, id)
);
create index replay_labels_due on replay_labels (tenant_id, due_at);

create policy job_lookup on replays for select to sentinel_lookup using (true);
create policy job_lookup on replay_labels for select to sentinel_lookup using (true);
grant select (tenant_id, lease_until, finished_at) on replays to sentinel_lookup;
grant select (tenant_id, due_at) on replay_labels to sentinel_lookup;

-- Replays are allowed in sandboxes only. The demo institutions are sandboxes.
alter table tenants add column sandbox boolean not null default false;
update tenants t set sandbox = true
 where exists (select from audit_log a where a.tenant_id = t.id and a.action = 'demo.seeded');

alter table transactions drop constraint transactions_source_check;
alter table transactions add constraint transactions_source_check
  check (source in ('api', 'batch', 'upload', 'seed', 'replay')) not valid;

-- True of a replayed transaction, otherwise null, which takes no space.
alter table scored_transactions add column replayed boolean;
create index scored_transactions_replayed on scored_transactions (tenant_id, occurred_at desc, transaction_id desc) where replayed;

call secure_tenant_tables();

-- Retraining on an institution's own decisions. A row of retrainings is the durable job itself: a server process leases the row,
-- works, and renews the lease; the row of a process that died is leased by another one.
create table retrainings (
  tenant_id        uuid not null references tenants (id),
  id               uuid not null,
  status           text not null default 'queued'
    check (status in ('queued', 'exporting', 'training', 'evaluating', 'registering', 'succeeded', 'failed', 'cancelled')),
  cause            text not null check (cause in ('user', 'schedule', 'drift_alarm')),
  requested_by     uuid,
  requested_at     timestamptz(3) not null default now(),
  drift_alarm_id   uuid,
  -- Of the model that it makes.
  model_name       text not null,
  model_version    text not null,
  -- Of the stage that status names.
  fraction         double precision not null default 0 check (fraction between 0 and 1),
  message          text,
  -- Grows with each lease: a process whose attempt is not the latest one may not write.
  attempt          integer not null default 0,
  interruptions    integer not null default 0,
  leased           boolean not null default false,
  lease_until      timestamptz(3),
  -- What the training data are, as lib/governance/retraining/schema.ts describes it.
  data             jsonb,
  failure          text check (length(failure) <= 2000),
  model_version_id uuid,
  placed_as        text check (placed_as in ('shadow', 'registered')),
  placement_reason text,
  started_at       timestamptz(3),
  finished_at      timestamptz(3),
  version          integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, model_name, model_version),
  foreign key (tenant_id, requested_by) references users (tenant_id, id),
  foreign key (tenant_id, drift_alarm_id) references drift_alarms (tenant_id, id),
  foreign key (tenant_id, model_version_id) references model_versions (tenant_id, id),
  check ((finished_at is not null) = (status in ('succeeded', 'failed', 'cancelled'))),
  check ((status = 'failed') = (failure is not null)),
  check ((status = 'succeeded') = (model_version_id is not null)),
  check ((placed_as is null) = (model_version_id is null)),
  check (cause <> 'drift_alarm' or drift_alarm_id is not null)
);
-- One at a time.
create unique index retrainings_under_way on retrainings (tenant_id) where finished_at is null;
-- An alarm starts one by itself, once.
create unique index retrainings_alarm on retrainings (tenant_id, drift_alarm_id) where cause = 'drift_alarm';

create table retraining_schedules (
  tenant_id      uuid primary key references tenants (id),
  version        integer not null check (version > 0),
  cadence        text not null check (cadence in ('off', 'weekly', 'monthly')),
  -- By the clock of the institution.
  hour           smallint not null check (hour between 0 and 23),
  on_drift_alarm boolean not null,
  -- The next start, and the time zone that it was computed in.
  next_at        timestamptz(3),
  time_zone      text not null,
  changed_at     timestamptz(3) not null default now(),
  check ((next_at is null) = (cadence = 'off'))
);
create index retraining_schedules_due on retraining_schedules (next_at) where next_at is not null;

-- The jobs ask which tenants have work before they know a tenant.
create policy job_lookup on retrainings for select to sentinel_lookup using (true);
create policy job_lookup on retraining_schedules for select to sentinel_lookup using (true);
create policy job_lookup on drift_alarms for select to sentinel_lookup using (true);
grant select (tenant_id, finished_at, lease_until, drift_alarm_id) on retrainings to sentinel_lookup;
grant select (tenant_id, cadence, on_drift_alarm, next_at, time_zone) on retraining_schedules to sentinel_lookup;
grant select (tenant_id, id, model_version_id, acknowledged_at) on drift_alarms to sentinel_lookup;

-- How the background jobs of the servers end. Of all institutions together: names of jobs, times and codes of errors, nothing else.
create table job_outcomes (
  name         text primary key,
  every_ms     integer not null check (every_ms > 0),
  ended_at     timestamptz(3) not null,
  duration_ms  double precision not null check (duration_ms >= 0),
  failed_at    timestamptz(3),
  failure      text check (length(failure) <= 200),
  failures     bigint not null default 0
);
grant select, insert, update on job_outcomes to sentinel_app;

call secure_tenant_tables();

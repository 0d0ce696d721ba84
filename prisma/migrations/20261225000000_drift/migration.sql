-- What the drift job adds up of the decisions (lib/governance/drift), and the alarms that it raises.

-- How far the job has read predictions and labels, in the order of commit.
create table drift_cursors (
  tenant_id         uuid primary key references tenants (id),
  predictions_order bigint not null default -1,
  predictions_id    uuid not null default '00000000-0000-0000-0000-000000000000',
  labels_order      bigint not null default -1,
  labels_id         uuid not null default '00000000-0000-0000-0000-000000000000',
  updated_at        timestamptz(3) not null default now()
);

-- One row per model version and hour or day of the tenant's clock, by the time of scoring.
create table drift_snapshots (
  tenant_id        uuid not null references tenants (id),
  model_version_id uuid not null,
  grain            text not null check (grain in ('hour', 'day')),
  window_start     timestamptz(3) not null,
  -- Decisions, sums of scores p, and sums of p (1 - p): three each, for approve, review and block.
  outcomes         double precision[] not null check (cardinality(outcomes) = 9),
  -- Fraud labels that arrived in the period, of alerts and of approved transactions.
  reported_alerts  integer not null default 0,
  reported_missed  integer not null default 0,
  -- Counts and sums of scores per bin, sums of values: float64. The bins follow from the bundle's baseline. Null without one.
  tally            bytea,
  -- Value sketches, of days only.
  sketches         bytea,
  -- Decisions per value of the texts that are no features, of days only: field, then value.
  categories       jsonb not null default '{}',
  -- Set when the period is over: against the baseline, per feature in the order of the model, then the score.
  closed_at        timestamptz(3),
  indexes          double precision[],
  primary key (tenant_id, model_version_id, grain, window_start),
  foreign key (tenant_id, model_version_id) references model_versions (tenant_id, id)
);
create index drift_snapshots_time on drift_snapshots (tenant_id, grain, window_start);
create index drift_snapshots_open on drift_snapshots (tenant_id, window_start) where closed_at is null;
alter table drift_snapshots alter column tally set storage external, alter column sketches set storage external;

-- Labels of the decisions of one week, by how many days after the decision they arrived. Retracted labels are subtracted.
create table drift_labels (
  tenant_id        uuid not null references tenants (id),
  model_version_id uuid not null,
  -- The Monday on which the week of the decisions begins, by the tenant's clock.
  week             date not null,
  delay_days       integer not null check (delay_days between 0 and 3650),
  alert_frauds     integer not null default 0,
  missed_frauds    integer not null default 0,
  alert_genuine    integer not null default 0,
  missed_genuine   integer not null default 0,
  primary key (tenant_id, model_version_id, week, delay_days),
  foreign key (tenant_id, model_version_id) references model_versions (tenant_id, id)
);

create table drift_alarms (
  tenant_id        uuid not null references tenants (id),
  id               uuid not null,
  model_version_id uuid not null,
  -- The day whose figures raised it.
  day              timestamptz(3) not null,
  raised_at        timestamptz(3) not null default now(),
  evidence         double precision not null check (evidence > 0),
  threshold        double precision not null check (threshold > 0),
  -- What an administrator has to know, as lib/governance/drift/schema.ts describes it.
  consequences     jsonb not null,
  acknowledged_by  uuid,
  acknowledged_at  timestamptz(3),
  note             text check (length(note) <= 2000),
  primary key (tenant_id, id),
  unique (tenant_id, model_version_id, day),
  foreign key (tenant_id, model_version_id) references model_versions (tenant_id, id),
  foreign key (tenant_id, acknowledged_by) references users (tenant_id, id),
  check ((acknowledged_at is null) = (acknowledged_by is null)),
  check (note is null or acknowledged_at is not null)
);
-- At most one alarm of a model waits for an administrator.
create unique index drift_alarms_open on drift_alarms (tenant_id, model_version_id) where acknowledged_at is null;

-- What the watch of a model says today: lib/governance/drift/schema.ts describes the state.
create table drift_watches (
  tenant_id        uuid not null references tenants (id),
  model_version_id uuid not null,
  state            jsonb not null,
  updated_at       timestamptz(3) not null default now(),
  primary key (tenant_id, model_version_id),
  foreign key (tenant_id, model_version_id) references model_versions (tenant_id, id)
);

-- The job asks which tenants have work before it knows a tenant.
create policy drift_lookup on drift_cursors for select to sentinel_lookup using (true);
create policy drift_lookup on drift_snapshots for select to sentinel_lookup using (true);
grant select (tenant_id, predictions_order, predictions_id, labels_order, labels_id) on drift_cursors to sentinel_lookup;
grant select (tenant_id, grain, window_start, closed_at) on drift_snapshots to sentinel_lookup;

-- A notification may be about an alarm. The checks are extended as they are, with whatever kinds were added before.
alter table notifications
  add column drift_alarm_id uuid,
  add foreign key (tenant_id, drift_alarm_id) references drift_alarms (tenant_id, id);
do $$
declare
  known record;
begin
  for known in
    select conname, pg_get_expr(conbin, conrelid) as condition from pg_constraint
     where conrelid = 'notifications'::regclass and conname in ('notifications_kind_check', 'notifications_subject')
  loop
    execute format(
      'alter table notifications drop constraint %I, add constraint %I check (case when kind = ''drift_alarm'' then drift_alarm_id is not null else %s end)',
      known.conname, known.conname, known.condition);
  end loop;
end
$$;

call secure_tenant_tables();

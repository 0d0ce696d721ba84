-- Own traffic by bins of the score: per day, and summed with the known frauds for the tuner. Bin 0 lies below the first threshold.
-- No foreign key to the model: predictions have none either, and a day counts what they name.
create table tuner_days (
  tenant_id        uuid not null references tenants (id),
  day              date not null,
  model_version_id uuid not null,
  payments         bigint not null check (payments > 0),
  counts           integer[] not null,
  primary key (tenant_id, day, model_version_id)
);

create table tuner_snapshots (
  tenant_id         uuid not null references tenants (id),
  model_version_id  uuid not null,
  as_of             timestamptz(3) not null,
  from_day          date not null,
  to_day            date not null,
  label_delay_days  integer not null check (label_delay_days > 0),
  payments_per_day  float8 not null,
  counts            float8[] not null,
  frauds            float8[] not null,
  fraud_amounts     float8[] not null,
  fraud_squares     float8[] not null,
  primary key (tenant_id, model_version_id),
  foreign key (tenant_id, model_version_id) references model_versions (tenant_id, id)
);

-- The tuner reads the fraud labels of some months by their arrival.
create index transaction_labels_frauds on transaction_labels (tenant_id, arrived_at) where is_fraud and sign = 1;

call secure_tenant_tables();

-- The background job finds stale snapshots of every tenant (prisma/functions/tuner-lookups.sql).
create policy tuner_lookup on model_versions for select to sentinel_lookup using (true);
create policy tuner_lookup on tuner_snapshots for select to sentinel_lookup using (true);
grant select (tenant_id, id, stage) on model_versions to sentinel_lookup;
grant select (tenant_id, model_version_id, as_of) on tuner_snapshots to sentinel_lookup;

-- Rings: accounts that share devices or phones, found by a job in the order in which decisions were committed. Off until an
-- institution sets how many new accounts in how many days are too many.
alter table velocity_rules
  add column ring_accounts integer check (ring_accounts between 2 and 50),
  add column ring_days integer check (ring_days between 1 and 90),
  add column ring_outcome text check (ring_outcome in ('approve', 'review', 'block')),
  add constraint velocity_rules_rings check (num_nonnulls(ring_accounts, ring_days, ring_outcome) in (0, 3));

create table rings (
  tenant_id    uuid not null references tenants (id),
  id           uuid not null,
  accounts     integer not null check (accounts > 0),
  -- When the newest accounts joined, newest first; as many as a rule can ask for.
  newest_joins timestamptz(3)[] not null check (cardinality(newest_joins) <= 50),
  primary key (tenant_id, id)
);

create table ring_members (
  tenant_id uuid not null,
  kind      text not null check (kind in ('account', 'device', 'phone')),
  entity_id text not null check (length(entity_id) between 1 and 64),
  ring_id   uuid not null,
  joined_at timestamptz(3) not null,
  primary key (tenant_id, kind, entity_id),
  foreign key (tenant_id, ring_id) references rings (tenant_id, id)
);
create index ring_members_ring on ring_members (tenant_id, ring_id, kind, joined_at desc);

-- The last decision that the job has read.
create table ring_cursors (
  tenant_id         uuid primary key references tenants (id),
  predictions_order bigint not null,
  predictions_id    uuid not null
);

call secure_tenant_tables();

create policy job_lookup on ring_cursors for select to sentinel_lookup using (true);
create policy job_lookup on velocity_rules for select to sentinel_lookup using (true);
grant select (tenant_id, predictions_order, predictions_id) on ring_cursors to sentinel_lookup;
grant select (tenant_id, version, ring_accounts) on velocity_rules to sentinel_lookup;

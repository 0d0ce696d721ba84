-- A change of the policy, of lists in bulk or of the production model waits here for its approval or its time. The row keeps
-- what was shown: the state before and after, the impact, and the hash of all of it that an approval names.
create table change_requests (
  tenant_id      uuid not null references tenants (id),
  id             uuid not null,
  kind           text not null check (kind in ('policy', 'watchlist-bulk', 'model-production')),
  status         text not null check (status in ('pending', 'scheduled', 'applied', 'rejected', 'withdrawn', 'stale')),
  summary        text not null check (length(summary) between 1 and 400),
  reason         text not null check (length(reason) between 1 and 1000),
  payload        jsonb not null,
  before         jsonb not null,
  after          jsonb not null,
  impact         jsonb,
  preview_days   smallint not null check (preview_days in (7, 30, 90)),
  shown_hash     text not null check (shown_hash ~ '^[0-9a-f]{64}$'),
  previewed_at   timestamptz(3) not null,
  starts_at      timestamptz(3),
  four_eyes      boolean not null,
  requested_by   uuid not null,
  requested_at   timestamptz(3) not null default now(),
  decided_by     uuid,
  decided_at     timestamptz(3),
  decision_note  text check (length(decision_note) <= 1000),
  applied_at     timestamptz(3),
  policy_version integer,
  failure        text check (length(failure) <= 1000),
  primary key (tenant_id, id),
  foreign key (tenant_id, requested_by) references users (tenant_id, id),
  foreign key (tenant_id, decided_by) references users (tenant_id, id),
  check ((decided_by is null) = (decided_at is null)),
  check ((status = 'applied') = (applied_at is not null)),
  check ((status = 'stale') = (failure is not null)),
  check (status <> 'scheduled' or starts_at is not null),
  -- Four eyes: nothing takes effect that one user alone decided.
  constraint change_requests_four_eyes
    check (not four_eyes or status not in ('scheduled', 'applied') or coalesce(decided_by <> requested_by, false))
);
create index change_requests_status on change_requests (tenant_id, status, id);
create index change_requests_due on change_requests (tenant_id, starts_at) where status = 'scheduled';
create index change_requests_policy on change_requests (tenant_id, policy_version) where policy_version is not null;

-- Labels by their arrival: what became known about a period is read without reading all labels of the tenant.
create index transaction_labels_arrived on transaction_labels (tenant_id, arrived_at);

-- The job finds the tenants with a change that is due.
create policy due_lookup on change_requests for select to sentinel_lookup using (true);
grant select (tenant_id, status, starts_at) on change_requests to sentinel_lookup;

call secure_tenant_tables();

-- The velocity rule of an institution, versioned like a policy; the highest version is in force. Without a row the default of
-- lib/engine/velocity applies, which changes no outcome.
create table velocity_rules (
  tenant_id      uuid not null references tenants (id),
  version        integer not null check (version > 0),
  window_seconds integer not null check (window_seconds between 10 and 600),
  threshold      integer not null check (threshold between 2 and 100),
  review_from    text check (review_from in ('low', 'high', 'critical')),
  block_from     text check (block_from in ('low', 'high', 'critical')),
  created_by     uuid,
  created_at     timestamptz(3) not null default now(),
  primary key (tenant_id, version)
);

-- Phones have states of their own: times of their payments, which no feature reads. Both checks only grow, so rows that exist
-- need no second look.
alter table entity_states
  drop constraint entity_states_kind_check,
  add constraint entity_states_kind_check check (kind in ('account', 'device', 'merchant_category', 'phone')) not valid;
alter table change_requests
  drop constraint change_requests_kind_check,
  add constraint change_requests_kind_check check (
    kind in ('policy', 'watchlist-bulk', 'model-production', 'four-eyes', 'exploration', 'canary', 'velocity')) not valid;

call secure_tenant_tables();

-- The key before the current one, which the database accepts while servers change from one to the other.
alter table sentinel_private.tenant_seal
  add column previous_inner_pad bytea,
  add column previous_outer_pad bytea,
  add check (num_nonnulls(previous_inner_pad, previous_outer_pad) in (0, 2));

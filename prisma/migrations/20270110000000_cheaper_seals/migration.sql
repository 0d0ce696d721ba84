-- Currency rates are sealed, too (lib/access/audit/seals). Rates of earlier releases keep 0: a constant default rewrites no row.
alter table currency_rates add column commit_order bigint not null default 0;
alter table currency_rates alter column commit_order set default commit_order(pg_current_xact_id());
create index currency_rates_sealing on currency_rates (tenant_id, commit_order, id);
create policy seal_lookup on currency_rates for select to sentinel_lookup using (true);
grant select (tenant_id, commit_order, id) on currency_rates to sentinel_lookup;

-- SHA-256 of features and contributions, which scoring computes: the seal takes it instead of the lists. Not validated: old rows
-- have none, and a scan of the table would hold up scoring.
alter table predictions
  add column vector_digest bytea,
  add constraint predictions_vector_digest check (length(vector_digest) = 32) not valid;

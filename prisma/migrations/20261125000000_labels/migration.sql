-- Labels that arrive after a transaction, and the states of devices and merchant categories beside those of accounts.

alter table entity_states drop constraint entity_states_kind_check;
alter table entity_states add constraint entity_states_kind_check check (kind in ('account', 'device', 'merchant_category'));

-- Whether the amount was far above what the sender usually pays, as judged at scoring; null without a history to judge by.
alter table transactions add column amount_unusual boolean;

-- What is known about a transaction, one row per change: sign 1 says it, sign -1 takes an earlier row back and repeats that
-- row's arrival. One sequence with the transactions: states are moved by both, and seq is the order in which they were.
create table transaction_labels (
  tenant_id      uuid not null,
  id             uuid not null,
  seq            bigint not null default nextval('transactions_seq_seq'),
  transaction_id uuid not null,
  is_fraud       boolean not null,
  sign           smallint not null check (sign in (1, -1)),
  source         text not null check (source in ('analyst', 'feedback', 'seed', 'upload')),
  decision_id    uuid,
  arrived_at     timestamptz(3) not null,
  recorded_at    timestamptz(3) not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, transaction_id) references transactions (tenant_id, id),
  foreign key (tenant_id, decision_id) references analyst_decisions (tenant_id, id),
  check (source <> 'analyst' or sign = -1 or decision_id is not null)
);
create unique index transaction_labels_transaction on transaction_labels (tenant_id, transaction_id, seq);

create or replace procedure secure_tenant_tables() language plpgsql as $$
declare
  t record;
  insert_only constant text[] :=
    array['audit_log', 'analyst_decisions', 'transactions', 'policies', 'transaction_labels'];
begin
  for t in
    select c.relname, exists (
        select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
      ) as has_tenant
      from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and (c.relname = 'tenants' or exists (
        select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))
  loop
    execute format('alter table %I enable row level security', t.relname);
    execute format('alter table %I force row level security', t.relname);
    execute format('drop policy if exists tenant_isolation on %I', t.relname);
    execute format(
      'create policy tenant_isolation on %I using (%I = (select app_tenant())) with check (%I = (select app_tenant()))',
      t.relname, case when t.has_tenant then 'tenant_id' else 'id' end,
      case when t.has_tenant then 'tenant_id' else 'id' end);
    execute format('revoke all on %I from sentinel_app', t.relname);
    if t.relname = 'tenants' then
      execute 'grant select on tenants to sentinel_app';
    elsif t.relname = 'predictions' then
      execute 'grant select, insert, update (disposition) on predictions to sentinel_app';
    elsif t.relname = 'model_versions' then
      execute 'grant select, insert, update (stage, activated_at) on model_versions to sentinel_app';
    elsif t.relname = 'idempotency_keys' then
      execute 'grant select, insert, delete on idempotency_keys to sentinel_app';
    elsif t.relname = any (insert_only) then
      execute format('grant select, insert on %I to sentinel_app', t.relname);
    else
      execute format('grant select, insert, update, delete on %I to sentinel_app', t.relname);
    end if;
  end loop;
end
$$;
call secure_tenant_tables();

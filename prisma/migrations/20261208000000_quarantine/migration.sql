-- Transactions that count nowhere: they stay stored, but lists, figures and states leave them out.
create table quarantined_transactions (
  tenant_id      uuid not null references tenants (id),
  transaction_id uuid not null,
  reason         text not null check (reason in ('before-earliest', 'ahead-of-clock')),
  quarantined_at timestamptz(3) not null default now(),
  primary key (tenant_id, transaction_id),
  foreign key (tenant_id, transaction_id) references transactions (tenant_id, id)
);
call secure_tenant_tables();

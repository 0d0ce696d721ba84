-- Rates to the institution's currency. Insert-only: a rate with a later start replaces the one before, and of the same start the
-- later row counts.
create table currency_rates (
  tenant_id  uuid not null references tenants (id),
  id         uuid not null,
  currency   text not null check (currency ~ '^[A-Z]{3}$'),
  valid_from timestamptz(3) not null,
  rate       numeric(24, 12) not null check (rate > 0),
  actor_kind text not null check (actor_kind in ('user', 'system')),
  actor_id   text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id)
);
create index currency_rates_in_force on currency_rates (tenant_id, currency, valid_from, id);
create index currency_rates_newest on currency_rates (tenant_id, valid_from, id);

-- Amounts hold up to four decimals. A numeric without a scale needs no rewrite of the table.
alter table transactions
  alter column amount type numeric,
  alter column sender_balance_before type numeric,
  alter column sender_balance_after type numeric,
  alter column receiver_balance_before type numeric,
  alter column receiver_balance_after type numeric,
  add column currency_rate numeric,
  add column converted_amount numeric;
alter table transactions
  add constraint transactions_converted check ((currency_rate is null) = (converted_amount is null)) not valid,
  add constraint transactions_finite check (amount < 'Infinity') not valid;
alter table scored_transactions
  alter column amount type numeric,
  add column converted_amount numeric;
alter table activity_hours alter column amount type numeric;
alter table activity_places alter column amount type numeric;

-- The loss of a row in another currency without a rate is unknown. As a bare number it would stand above all others.
alter table tenants no force row level security;
alter table scored_transactions no force row level security;
update scored_transactions s set expected_loss = 0
  from tenants t where t.id = s.tenant_id and s.currency <> t.currency and s.expected_loss <> 0;

call secure_tenant_tables();

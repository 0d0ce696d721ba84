-- Exploration: of the payments that the score alone would block, a share of small ones is let through, so that the precision
-- of blocking can be estimated. Settings are versioned like policies; a share of 0 is off.
create table exploration_settings (
  tenant_id    uuid not null references tenants (id),
  version      integer not null check (version > 0),
  share        float8 not null check (share >= 0 and share <= 0.5),
  amount_cap   numeric not null check (amount_cap > 0 and amount_cap < 'Infinity'),
  daily_budget numeric not null check (daily_budget >= amount_cap and daily_budget < 'Infinity'),
  seed         text not null,
  created_by   uuid,
  created_at   timestamptz(3) not null default now(),
  primary key (tenant_id, version)
);

-- Every payment that took part in a draw, let through or not, with the chance that it had.
create table explorations (
  tenant_id        uuid not null,
  transaction_id   uuid not null,
  settings_version integer not null,
  model_version_id uuid not null,
  policy_version   integer not null,
  day              date not null,
  amount           numeric not null check (amount >= 0),
  score            float8 not null,
  propensity       float8 not null check (propensity > 0 and propensity <= 1),
  let_through      boolean not null,
  primary key (tenant_id, transaction_id),
  foreign key (tenant_id, transaction_id) references transactions (tenant_id, id),
  foreign key (tenant_id, settings_version) references exploration_settings (tenant_id, version)
);
create index explorations_day on explorations (tenant_id, day, let_through) include (amount);

call secure_tenant_tables();

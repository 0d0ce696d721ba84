-- The country whose national phone numbers an institution sends; null accepts international numbers only.
alter table tenants add column country text check (country ~ '^[A-Z]{2}$');

-- Texts as received, by field, where they differ from the canonical form in the other columns.
alter table transactions add column received jsonb;
alter table watchlist_entries add column received text;

-- How far a step over stored data has come in a tenant. Kept by `npm run db:migrate`.
create table data_steps (
  tenant_id uuid not null references tenants (id),
  step text not null,
  position text not null default '',
  finished_at timestamptz(3),
  primary key (tenant_id, step)
);

call secure_tenant_tables();

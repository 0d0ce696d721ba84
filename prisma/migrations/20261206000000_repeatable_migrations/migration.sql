-- The version of each file of prisma/functions that is in force (docs/adr/0016-repeatable-database-functions.md).
create table repeatable_migrations (
  name       text primary key,
  version    integer not null check (version > 0),
  sha256     text not null check (length(sha256) = 64),
  applied_at timestamptz(3) not null default now()
);
grant select on repeatable_migrations to sentinel_app;

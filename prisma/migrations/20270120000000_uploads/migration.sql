-- Transactions by file. Every attempt is a row, rejected ones too; the rows of a file that were scored are named, so that a
-- list shows them; rejected rows are kept as a file to correct.
create table uploads (
  tenant_id       uuid not null references tenants (id),
  id              uuid not null,
  user_id         uuid not null,
  -- As a screen shows it: never a path, never the name of a stored file.
  file_name       text check (length(file_name) between 1 and 128),
  file_bytes      bigint not null check (file_bytes >= 0),
  sha256          bytea check (length(sha256) = 32),
  status          text not null check (status in ('running', 'completed', 'failed', 'rejected')),
  -- Data lines of the file, and what became of each.
  row_count       integer not null default 0,
  scored_count    integer not null default 0,
  duplicate_count integer not null default 0,
  rejected_count  integer not null default 0,
  high_count      integer not null default 0,
  medium_count    integer not null default 0,
  low_count       integer not null default 0,
  -- The columns as they were read: lib/scoring/history/mapping.ts.
  mapping         jsonb,
  -- The first completed upload of the same bytes.
  duplicate_of    uuid,
  failure         text check (length(failure) between 1 and 1000),
  started_at      timestamptz(3) not null default now(),
  progressed_at   timestamptz(3) not null default now(),
  finished_at     timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references users (tenant_id, id),
  foreign key (tenant_id, duplicate_of) references uploads (tenant_id, id),
  check (row_count = scored_count + duplicate_count + rejected_count),
  check (scored_count = high_count + medium_count + low_count),
  check (least(scored_count, duplicate_count, rejected_count, high_count, medium_count, low_count) >= 0),
  check ((status = 'running') = (finished_at is null)),
  check ((status in ('failed', 'rejected')) = (failure is not null)),
  check (status <> 'rejected' or row_count = 0)
);
create index uploads_by_content on uploads (tenant_id, sha256) where status = 'completed';

-- The transactions that an upload scored, with their lines.
create table upload_rows (
  tenant_id      uuid not null,
  upload_id      uuid not null,
  transaction_id uuid not null,
  line           integer not null check (line > 1),
  primary key (tenant_id, upload_id, transaction_id),
  foreign key (tenant_id, upload_id) references uploads (tenant_id, id),
  foreign key (tenant_id, transaction_id) references transactions (tenant_id, id)
);

-- Rejected rows as CSV, in parts in the order of the file; the first part begins with the header.
create table upload_rejects (
  tenant_id  uuid not null,
  upload_id  uuid not null,
  part       integer not null check (part >= 0),
  csv        text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, upload_id, part),
  foreign key (tenant_id, upload_id) references uploads (tenant_id, id)
);
create index upload_rejects_age on upload_rejects (tenant_id, created_at);

-- How files of a kind are read, kept under a name.
create table upload_mappings (
  tenant_id  uuid not null references tenants (id),
  id         uuid not null,
  name       text not null check (length(name) between 1 and 80),
  -- The header that it was made for.
  columns    text[] not null,
  mapping    jsonb not null,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, name),
  foreign key (tenant_id, created_by) references users (tenant_id, id)
);

create policy job_lookup on upload_rejects for select to sentinel_lookup using (true);
grant select (tenant_id, created_at) on upload_rejects to sentinel_lookup;

alter table transactions drop constraint transactions_source_check;
alter table transactions add constraint transactions_source_check
  check (source in ('api', 'batch', 'upload', 'seed')) not valid;

call secure_tenant_tables();

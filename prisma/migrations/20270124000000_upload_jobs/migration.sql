-- Large files: they arrive in pieces, and a job scores them. The row of the upload is the job.
alter table uploads
  -- Bytes of each piece but the last; null for a file that came with one request.
  add column piece_bytes     integer check (piece_bytes > 0),
  -- What the sender says of the whole file; compared before the first row is scored.
  add column declared_sha256 bytea check (length(declared_sha256) = 32),
  add column received_pieces integer not null default 0 check (received_pieces >= 0),
  add column has_pieces      boolean not null default false,
  -- Data lines of the file; known once it was read to its end.
  add column total_rows      integer check (total_rows >= 0),
  -- Raised by each process that takes the job, and by a user who stops it: writes of an earlier attempt fail.
  add column attempt         integer not null default 0 check (attempt >= 0),
  add column leased          boolean not null default false,
  add column lease_until     timestamptz(3),
  -- Since the last progress.
  add column interruptions   integer not null default 0 check (interruptions >= 0);

alter table uploads drop constraint uploads_status_check;
alter table uploads drop constraint uploads_check3;
alter table uploads
  add constraint uploads_status_check
    check (status in ('receiving', 'waiting', 'checking', 'running', 'paused', 'completed', 'failed', 'rejected', 'cancelled')),
  add constraint uploads_finished_check
    check ((status in ('receiving', 'waiting', 'checking', 'running', 'paused')) = (finished_at is null)),
  add constraint uploads_job_check
    check (piece_bytes is not null or status in ('running', 'completed', 'failed', 'rejected'));

-- Jobs with anything left to do: few, at any number of uploads.
create index uploads_in_work on uploads (tenant_id, id) where piece_bytes is not null and (finished_at is null or has_pieces);

create table upload_pieces (
  tenant_id uuid not null,
  upload_id uuid not null,
  number    integer not null check (number >= 0),
  sha256    bytea not null check (length(sha256) = 32),
  content   bytea not null,
  primary key (tenant_id, upload_id, number),
  foreign key (tenant_id, upload_id) references uploads (tenant_id, id)
);
-- Compressing would cost more than reading, and a part of a compressed value cannot be read alone.
alter table upload_pieces alter column content set storage external;

create policy job_lookup on uploads for select to sentinel_lookup using (true);
grant select (tenant_id, status, progressed_at, finished_at, piece_bytes, has_pieces, lease_until) on uploads to sentinel_lookup;

call secure_tenant_tables();

-- Files of the bundles that belong to one institution, by the SHA-256 of their content. The manifest is a file too: its hash is
-- model_versions.manifest_sha256, and it names the hashes of the other files.
create table bundle_files (
  tenant_id uuid not null references tenants (id),
  sha256    bytea not null,
  content   bytea not null check (octet_length(content) <= 33554432),
  stored_at timestamptz(3) not null default now(),
  primary key (tenant_id, sha256),
  constraint bundle_files_hash check (bundle_files.sha256 = pg_catalog.sha256(content))
);
-- Uncompressed, so that a slice of a file is read without reading the whole file.
alter table bundle_files alter column content set storage external;

call secure_tenant_tables();

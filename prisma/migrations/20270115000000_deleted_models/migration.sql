-- An institution deletes versions of its own that never decided for it. The row stays as the record of what the version was, with
-- the stage `deleted`; the files go (prisma/functions/bundle-files.sql).
alter table model_versions no force row level security;
alter table model_versions
  drop constraint model_versions_stage_check,
  add constraint model_versions_stage_check
    check (stage in ('registered', 'shadow', 'canary', 'production', 'archived', 'deleted')),
  add column deleted_at timestamptz(3),
  add column deleted_by uuid,
  add constraint model_versions_deleted check ((stage = 'deleted') = (deleted_at is not null)),
  -- What was in production, or belongs to the installation, is not deleted.
  add constraint model_versions_kept check (stage <> 'deleted' or (origin = 'institution' and activated_at is null));
alter table model_versions force row level security;

-- The files of a deleted version are deleted by a function that runs with the rights of sentinel_lookup.
grant select (tenant_id, id, stage, origin, manifest_sha256) on model_versions to sentinel_lookup;
grant select (tenant_id, sha256, content), delete on bundle_files to sentinel_lookup;

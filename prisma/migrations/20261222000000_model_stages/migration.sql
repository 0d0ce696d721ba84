-- The stages of a registered model: registered, shadow, canary, production, archived. What was called staging is registered.
alter table model_versions no force row level security;
alter table model_versions drop constraint model_versions_stage_check;
update model_versions set stage = 'registered' where stage = 'staging';
alter table model_versions
  add constraint model_versions_stage_check check (stage in ('registered', 'shadow', 'canary', 'production', 'archived')),
  -- shipped: under ml/models on each server. institution: its files are in bundle_files.
  add column origin text not null default 'shipped' check (origin in ('shipped', 'institution')),
  -- Grows with each change of the stage.
  add column stage_version integer not null default 1 check (stage_version > 0),
  -- When a rollback took it out of production; null again once it returns to production.
  add column rolled_back_at timestamptz(3),
  -- The policy that was in force when it last left production. A rollback to this model restores it.
  add column left_policy_version integer;
create unique index model_versions_canary on model_versions (tenant_id) where stage = 'canary';

call secure_tenant_tables();

-- version 1
-- Deletes the files of a deleted version that no other version of the institution names. The app role cannot delete files by
-- itself, so that no mistake takes the proof of a model away that still decides, or did.

create or replace function delete_bundle_files(p_model_version_id uuid) returns bigint
  language sql volatile security definer set search_path = public, pg_temp
as $$
  with versions as materialized (
    select m.id = p_model_version_id as is_deleted, f.sha256, convert_from(f.content, 'UTF8')::json -> 'files' as files
      from model_versions m
      join bundle_files f on f.tenant_id = m.tenant_id and f.sha256 = decode(m.manifest_sha256, 'hex')
     where m.tenant_id = (select app_tenant()) and m.origin = 'institution'
       and (m.stage <> 'deleted' or m.id = p_model_version_id)
  ), named as (
    select is_deleted, sha256 from versions
     union all
    select is_deleted, decode(file.value, 'hex') from versions cross join lateral json_each_text(files) file
  ), freed as (
    delete from bundle_files
     where tenant_id = (select app_tenant())
       and exists (select from model_versions m
                    where m.tenant_id = (select app_tenant()) and m.id = p_model_version_id and m.stage = 'deleted')
       and sha256 in (select sha256 from named where is_deleted)
       and sha256 not in (select sha256 from named where not is_deleted)
    returning octet_length(content) as bytes
  )
  select coalesce(sum(bytes), 0) from freed
$$;

alter function delete_bundle_files(uuid) owner to sentinel_lookup;
revoke all on function delete_bundle_files(uuid) from public;
grant execute on function delete_bundle_files(uuid) to sentinel_app;

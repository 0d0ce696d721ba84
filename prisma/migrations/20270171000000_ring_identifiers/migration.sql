-- Devices and phones of a ring, which has at most 200 of them (lib/engine/rings).
alter table rings no force row level security;
alter table ring_members no force row level security;
alter table rings add column identifiers integer not null default 0 check (identifiers >= 0);
update rings r set identifiers = counted.identifiers
  from (select tenant_id, ring_id, count(*) as identifiers from ring_members where kind <> 'account' group by 1, 2) counted
 where counted.tenant_id = r.tenant_id and counted.ring_id = r.id;
call secure_tenant_tables();

-- Rows that never change are sealed: a job hashes them in the order of their transactions (lib/access/audit/seals).

-- The place of a transaction in the order of all transactions. prisma/functions/commit-order.sql replaces the function
-- where a restored database counts from a lower number.
create function commit_order(number xid8) returns bigint language sql immutable strict parallel safe
  return number::text::bigint;

do $$
declare
  sealed record;
begin
  for sealed in values ('predictions', 'id'), ('analyst_decisions', 'id'), ('transaction_labels', 'id'), ('entity_notes', 'id'),
                       ('case_note_revisions', 'id'), ('policies', 'id'), ('quarantined_transactions', 'transaction_id')
  loop
    -- Rows of earlier releases keep 0: a constant default rewrites no row.
    execute format('alter table %I add column commit_order bigint not null default 0', sealed.column1);
    execute format('alter table %I alter column commit_order set default commit_order(pg_current_xact_id())', sealed.column1);
    execute format('create index %I on %I (tenant_id, commit_order, %I)', sealed.column1 || '_sealing', sealed.column1, sealed.column2);
    execute format('create policy seal_lookup on %I for select to sentinel_lookup using (true)', sealed.column1);
    execute format('grant select (tenant_id, commit_order, %I) on %I to sentinel_lookup', sealed.column2, sealed.column1);
  end loop;
end
$$;

-- The hashes that a seal's root is made of, a part per slice of a table. A part holds the rows after the part before it.
create table audit_seal_parts (
  tenant_id  uuid not null references tenants (id),
  -- Names the row of audit_log (object kind "seal") that holds the root.
  seal_id    uuid not null,
  part       integer not null check (part > 0),
  table_name text not null,
  row_count  integer not null check (row_count > 0),
  -- The last row of the part.
  last_order bigint not null,
  last_id    uuid not null,
  -- Per row its id (16 bytes) and its hash (32); for a prediction also the hash of its transaction (32).
  entries    bytea not null,
  primary key (tenant_id, seal_id, part)
);
create unique index audit_seal_parts_last on audit_seal_parts (tenant_id, table_name, last_order, last_id);
-- Hashes do not compress.
alter table audit_seal_parts alter column entries set storage external;
create policy seal_lookup on audit_seal_parts for select to sentinel_lookup using (true);
grant select (tenant_id, table_name, last_order, last_id) on audit_seal_parts to sentinel_lookup;

-- Lists of the audit log leave out seals, which a busy institution writes every minute.
create index audit_log_time_unsealed on audit_log (tenant_id, at desc, seq desc) where action <> 'audit.sealed';

call secure_tenant_tables();

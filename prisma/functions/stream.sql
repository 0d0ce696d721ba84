-- version 2
-- What the worker of the stream asks before it knows a tenant, and how it moves its place in a partition.

create or replace function find_tenant_ids(p_slugs text[]) returns table (slug text, id uuid)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.slug, t.id from tenants t where t.slug = any (p_slugs)
$$;
alter function find_tenant_ids(text[]) owner to sentinel_lookup;
revoke all on function find_tenant_ids(text[]) from public;
grant execute on function find_tenant_ids(text[]) to sentinel_app;

-- Moves a partition forward, or ends the transaction with SQLSTATE SS409: another worker has taken the partition. Runs with the
-- rights of its caller, as a statement of the transaction that stores the decisions.
create or replace function advance_stream_partition(
  p_tenant uuid, p_group text, p_topic text, p_partition integer, p_epoch bigint, p_from bigint, p_to bigint,
  p_scored integer, p_duplicates integer, p_dead integer, p_end bigint
) returns void
  language plpgsql set search_path = public, pg_temp
as $$
begin
  update stream_partitions
     set next_offset = p_to, scored_count = scored_count + p_scored, duplicate_count = duplicate_count + p_duplicates,
         dead_count = dead_count + p_dead,
         skipped_count = skipped_count + (p_to - p_from) - p_scored - p_duplicates - p_dead,
         end_offset = greatest(p_end, p_to), progressed_at = now()
   where tenant_id = p_tenant and consumer_group = p_group and topic = p_topic and partition = p_partition
     and epoch = p_epoch and next_offset = p_from;
  if not found then
    raise exception 'partition % of topic % was taken by another worker', p_partition, p_topic using errcode = 'SS409';
  end if;
end
$$;
revoke all on function advance_stream_partition(uuid, text, text, integer, bigint, bigint, bigint, integer, integer, integer, bigint) from public;
grant execute on function advance_stream_partition(uuid, text, text, integer, bigint, bigint, bigint, integer, integer, integer, bigint) to sentinel_app;

-- Ends an open dead letter, or ends the transaction with SQLSTATE SS410: it has ended already. A statement of the transaction that
-- scores the message again, so that a message that was dismissed meanwhile is not scored.
create or replace function settle_dead_letter(
  p_tenant uuid, p_id uuid, p_settlement text, p_user uuid, p_transaction uuid
) returns void
  language plpgsql set search_path = public, pg_temp
as $$
begin
  update stream_dead_letters
     set settlement = p_settlement, settled_at = now(), settled_by = p_user, transaction_id = p_transaction
   where tenant_id = p_tenant and id = p_id and settled_at is null;
  if not found then
    raise exception 'dead letter % was sent again or dismissed before', p_id using errcode = 'SS410';
  end if;
end
$$;
revoke all on function settle_dead_letter(uuid, uuid, text, uuid, uuid) from public;
grant execute on function settle_dead_letter(uuid, uuid, text, uuid, uuid) to sentinel_app;

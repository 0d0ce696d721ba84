-- A search by a part of an id finds accounts and devices (prisma/functions/entity-search.sql). The index held phones and merchant
-- categories, too: each new phone cost the scoring path a dozen entries that no search reads.
create index entity_states_searched on entity_states using gin (entity_id gin_trgm_ops) where kind in ('account', 'device');
drop index entity_states_trigram;

-- A topic that is deleted and created again keeps its name and begins anew: Kafka's id of the topic says so. Null in rows of workers
-- of earlier releases.
alter table stream_partitions add column topic_id uuid;

-- A worker publishes these rows until then. No transaction stays open while Kafka is asked.
alter table stream_outbox add column publishing_until timestamptz(3);
alter table stream_dead_letters add column publishing_until timestamptz(3);

-- The job that deletes expired dead letters asks which tenants have some.
create policy job_lookup on stream_dead_letters for select to sentinel_lookup using (true);
grant select (tenant_id, received_at) on stream_dead_letters to sentinel_lookup;

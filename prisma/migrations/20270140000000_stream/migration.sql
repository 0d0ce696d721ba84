-- Transactions from Kafka. How far a partition is processed commits in the transaction of its decisions, so that neither a crash nor
-- a rebalance loses or repeats one.
create table stream_partitions (
  tenant_id       uuid not null references tenants (id),
  consumer_group  text not null check (length(consumer_group) between 1 and 249),
  topic           text not null check (length(topic) between 1 and 249),
  partition       integer not null check (partition >= 0),
  -- Messages from first_offset up to, not including, next_offset are processed.
  first_offset    bigint not null check (first_offset >= 0),
  next_offset     bigint not null,
  -- Raised by each worker that takes the partition; an earlier one can no longer write.
  epoch           bigint not null default 0,
  scored_count    bigint not null default 0,
  duplicate_count bigint not null default 0,
  dead_count      bigint not null default 0,
  -- Offsets without a message to score: aborted transactions, their markers, and what compaction or retention removed.
  skipped_count   bigint not null default 0,
  -- The end of the partition as the worker saw it last.
  end_offset      bigint not null default 0,
  claimed_at      timestamptz(3) not null default now(),
  progressed_at   timestamptz(3) not null default now(),
  primary key (tenant_id, consumer_group, topic, partition),
  check (least(scored_count, duplicate_count, dead_count, skipped_count) >= 0),
  check (next_offset - first_offset = scored_count + duplicate_count + dead_count + skipped_count)
);

-- Decisions to publish, one row per transaction of the worker; deleted once Kafka has them.
create table stream_outbox (
  tenant_id  uuid not null references tenants (id),
  id         uuid not null,
  -- The sender of each decision, and the decision as POST /api/score returns it.
  keys       text[] not null,
  decisions  text[] not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  check (cardinality(keys) = cardinality(decisions))
);
-- Rows live for milliseconds: compressing them would cost more than it saves.
alter table stream_outbox alter column decisions set storage external;

-- Messages that cannot be scored, with the reason.
create table stream_dead_letters (
  tenant_id      uuid not null references tenants (id),
  id             uuid not null,
  consumer_group text not null,
  topic          text not null,
  partition      integer not null,
  message_offset bigint not null,
  key            bytea,
  -- Null for a message without a value and for one that is too large to keep.
  value          bytea check (length(value) <= 65536),
  value_bytes    integer not null check (value_bytes >= 0),
  -- The problem type, and what is wrong in words and per field.
  problem        text not null,
  detail         text not null check (length(detail) between 1 and 1000),
  errors         jsonb not null default '[]',
  received_at    timestamptz(3) not null default now(),
  -- When it reached the topic of dead letters.
  published_at   timestamptz(3),
  primary key (tenant_id, id)
);
create index stream_dead_letters_waiting on stream_dead_letters (tenant_id, id) where published_at is null;

call secure_tenant_tables();

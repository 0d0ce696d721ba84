-- Transactions from Kafka beside those of replays.
alter table transactions drop constraint transactions_source_check;
alter table transactions add constraint transactions_source_check
  check (source in ('api', 'batch', 'upload', 'seed', 'replay', 'stream')) not valid;

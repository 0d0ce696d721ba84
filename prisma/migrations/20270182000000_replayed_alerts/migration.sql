-- Counts the open alerts of replays, which figures leave out. Only rows of replays are in it.
create index scored_open_replayed on scored_transactions (tenant_id, transaction_id)
  where outcome <> 'approve' and disposition is null and replayed;

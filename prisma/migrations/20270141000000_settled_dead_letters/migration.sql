-- What administrators do with messages that could not be scored: send them again, mended or not, or dismiss them.
alter table stream_dead_letters
  add column settlement     text check (settlement in ('scored', 'duplicate', 'dismissed')),
  add column settled_at     timestamptz(3),
  add column settled_by     uuid,
  add column transaction_id uuid,
  add constraint stream_dead_letters_settled check ((settlement is null) = (settled_at is null)),
  add constraint stream_dead_letters_user foreign key (tenant_id, settled_by) references users (tenant_id, id),
  add constraint stream_dead_letters_transaction foreign key (tenant_id, transaction_id) references transactions (tenant_id, id);
create index stream_dead_letters_open on stream_dead_letters (tenant_id, id) where settled_at is null;
create index stream_dead_letters_age on stream_dead_letters (tenant_id, received_at);

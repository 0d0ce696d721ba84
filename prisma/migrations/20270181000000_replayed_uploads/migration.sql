-- A replay can take the transactions of an uploaded file, in the order of its lines.
alter table replays
  drop constraint replays_source_check,
  add constraint replays_source_check check (source in ('simulation', 'window', 'upload')),
  add column upload_id uuid,
  -- The line of the last transaction that was taken.
  add column last_line integer,
  add constraint replays_upload_check check ((source = 'upload') = (upload_id is not null)),
  add foreign key (tenant_id, upload_id) references uploads (tenant_id, id);

create unique index upload_rows_by_line on upload_rows (tenant_id, upload_id, line);

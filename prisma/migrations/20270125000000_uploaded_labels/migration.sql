-- Labels by file: what became known of transactions. Their rows are recorded instead of scored.
alter table uploads
  add column kind           text not null default 'transactions' check (kind in ('transactions', 'labels')),
  add column labelled_count integer not null default 0 check (labelled_count >= 0);

alter table uploads drop constraint uploads_check;
alter table uploads
  add constraint uploads_rows_check check (row_count = scored_count + labelled_count + duplicate_count + rejected_count),
  add constraint uploads_kind_counts_check check (case kind when 'labels' then scored_count else labelled_count end = 0);

call secure_tenant_tables();

-- Four eyes cover their own switch, exploration and canaries. A change that stored scores do not describe shows what else is
-- known: what exploration would have let through, or how a model did on the test slice of its bundle.
alter table change_requests
  add column releases jsonb,
  add column test_slice jsonb,
  drop constraint change_requests_kind_check,
  add constraint change_requests_kind_check
    check (kind in ('policy', 'watchlist-bulk', 'model-production', 'four-eyes', 'exploration', 'canary'));

-- A notification may be about a change request, or about the access of an administrator. The checks are extended as they
-- are, with whatever kinds were added before.
alter table notifications
  add column change_id uuid,
  add foreign key (tenant_id, change_id) references change_requests (tenant_id, id);
do $$
declare
  known record;
begin
  for known in
    select conname, pg_get_expr(conbin, conrelid) as condition from pg_constraint
     where conrelid = 'notifications'::regclass and conname in ('notifications_kind_check', 'notifications_subject')
  loop
    execute format(
      'alter table notifications drop constraint %I, add constraint %I check (case when kind in (''change_waits'', ''change_decided'')
         then change_id is not null when kind = ''administrator_access'' then detail is not null else %s end)',
      known.conname, known.conname, known.condition);
  end loop;
end
$$;

-- What became of the e-mail with the link; links of before were shown or are expired by now.
alter table password_resets
  add column delivery text not null default 'shown' check (delivery in ('shown', 'sending', 'sent', 'failed'));

call secure_tenant_tables();

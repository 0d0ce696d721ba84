-- version 1
-- A scored transaction is never deleted and keeps its id. This replaces the foreign key of predictions, whose check of
-- each row cost a tenth of a batch. The app role has no right to either change; the triggers stop every other role.

create or replace function keep_predicted_transaction() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  if exists (select from scored_transactions where tenant_id = old.tenant_id and transaction_id = old.id) then
    raise exception using errcode = 'foreign_key_violation', table = 'transactions', constraint = 'predictions_transaction',
      message = 'a transaction that was scored is neither deleted nor given another id';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;

revoke all on function keep_predicted_transaction() from public;
alter function keep_predicted_transaction() owner to sentinel_lookup;

create or replace trigger transactions_kept_on_delete before delete on transactions
  for each row execute function keep_predicted_transaction();
create or replace trigger transactions_kept_on_update before update of tenant_id, id on transactions
  for each row execute function keep_predicted_transaction();

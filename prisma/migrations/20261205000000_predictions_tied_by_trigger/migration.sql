-- A prediction has a transaction of its own tenant. The foreign key said so row by row, and locked and wrote each transaction
-- again right after it was stored: a tenth of the database's work on a batch. The read model's trigger finds the transactions
-- of all new predictions anyway, so it refuses those that have none; and a transaction that has a prediction stays.
alter table predictions drop constraint predictions_tenant_id_transaction_id_fkey;

create function refuse_untied_prediction() returns void language plpgsql as $$
begin
  raise exception using errcode = 'foreign_key_violation', table = 'predictions', constraint = 'predictions_transaction',
    message = 'a prediction names a transaction that its tenant does not have';
end
$$;

create or replace function keep_scored_transactions() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  -- One slot per connection, more or less.
  my_slot constant smallint := pg_backend_pid() % 4;
  one record;
  kept bigint;
begin
  if (select count(*) from (select from scored limit 2) few) = 1 then
    select t.tenant_id, t.id, p.id as prediction_id, t.occurred_at, p.scored_at, t.external_id, t.type, t.amount, t.currency,
           t.sender_account, t.receiver_account, t.device_id, t.phone, t.country, p.score, p.risk_band, p.outcome,
           p.expected_loss, p.reason_codes, p.disposition, date_trunc('hour', t.occurred_at, n.time_zone) as hour,
           activity_cell(t.country, t.latitude, t.longitude) as cell
      into one
      from scored p join tenants n on n.id = p.tenant_id cross join lateral (
        select * from transactions where tenant_id = p.tenant_id and id = p.transaction_id limit 1) t;
    if not found then
      perform refuse_untied_prediction();
    end if;
    insert into activity_hours as a
    values (one.tenant_id, one.hour, one.type, one.risk_band, one.outcome, one.currency, my_slot, 1, one.amount, one.score,
            one.expected_loss)
    on conflict (tenant_id, hour, type, risk_band, outcome, currency, slot) do update set
      transactions = a.transactions + 1, amount = a.amount + excluded.amount,
      score_sum = a.score_sum + excluded.score_sum, expected_loss = a.expected_loss + excluded.expected_loss;
    insert into activity_places as a
    values (one.tenant_id, one.hour, coalesce(one.country, ''), one.cell, one.currency, my_slot, 1,
            (one.outcome <> 'approve')::integer, one.amount)
    on conflict (tenant_id, hour, country, cell, currency, slot) do update set
      transactions = a.transactions + 1, flagged = a.flagged + excluded.flagged, amount = a.amount + excluded.amount;
    insert into scored_transactions
    values (one.tenant_id, one.id, one.prediction_id, one.occurred_at, one.scored_at, one.external_id, one.type, one.amount,
            one.currency, one.sender_account, one.receiver_account, one.device_id, one.phone, one.country, one.cell, one.score,
            one.risk_band, one.outcome, one.expected_loss, one.reason_codes, one.disposition);
    return null;
  end if;
  -- Totals are added in the order of their keys, so that two writers of one slot take its rows in the same order.
  with fresh as materialized (
    select t.tenant_id, t.id, p.id as prediction_id, t.occurred_at, p.scored_at, t.external_id, t.type, t.amount, t.currency,
           t.sender_account, t.receiver_account, t.device_id, t.phone, t.country, p.score, p.risk_band, p.outcome,
           p.expected_loss, p.reason_codes, p.disposition, date_trunc('hour', t.occurred_at, n.time_zone) as hour,
           activity_cell(t.country, t.latitude, t.longitude) as cell
      from scored p join tenants n on n.id = p.tenant_id cross join lateral (
        select * from transactions where tenant_id = p.tenant_id and id = p.transaction_id limit 1) t
  ), hours as (
    insert into activity_hours as a
    select tenant_id, hour, type, risk_band, outcome, currency, my_slot, count(*), sum(amount), sum(score), sum(expected_loss)
      from fresh group by 1, 2, 3, 4, 5, 6 order by 2, 3, 4, 5, 6
    on conflict (tenant_id, hour, type, risk_band, outcome, currency, slot) do update set
      transactions = a.transactions + excluded.transactions, amount = a.amount + excluded.amount,
      score_sum = a.score_sum + excluded.score_sum, expected_loss = a.expected_loss + excluded.expected_loss
  ), places as (
    insert into activity_places as a
    select tenant_id, hour, coalesce(country, ''), cell, currency, my_slot, count(*),
           count(*) filter (where outcome <> 'approve'), sum(amount)
      from fresh group by 1, 2, 3, 4, 5 order by 2, 3, 4, 5
    on conflict (tenant_id, hour, country, cell, currency, slot) do update set
      transactions = a.transactions + excluded.transactions, flagged = a.flagged + excluded.flagged,
      amount = a.amount + excluded.amount
  )
  insert into scored_transactions
  select tenant_id, id, prediction_id, occurred_at, scored_at, external_id, type, amount, currency, sender_account,
         receiver_account, device_id, phone, country, cell, score, risk_band, outcome, expected_loss, reason_codes, disposition
    from fresh;
  get diagnostics kept = row_count;
  if kept <> (select count(*) from scored) then
    perform refuse_untied_prediction();
  end if;
  return null;
end
$$;

create function keep_predicted_transaction() returns trigger
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
revoke all on function refuse_untied_prediction(), keep_predicted_transaction() from public;
grant execute on function refuse_untied_prediction() to sentinel_lookup;
grant create on schema public to sentinel_lookup;
alter function keep_predicted_transaction() owner to sentinel_lookup;
revoke create on schema public from sentinel_lookup;
-- Their columns need no update by the application, and it has no right to either: this is for whoever has.
create trigger transactions_kept_on_delete before delete on transactions
  for each row execute function keep_predicted_transaction();
create trigger transactions_kept_on_update before update of tenant_id, id on transactions
  for each row execute function keep_predicted_transaction();

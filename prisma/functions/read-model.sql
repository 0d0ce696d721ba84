-- version 5
-- Keeps scored_transactions, activity_hours and activity_places in step with predictions. The functions run as
-- sentinel_lookup: the rows have passed row-level security already, and checking each again costs a tenth of a score.

-- Amounts of the totals have the institution's currency; those of a row without a rate keep their own. The loss of such a
-- row is unknown: as a bare number it would stand above all others.

-- The totals of replayed transactions are in the slots from 4, which figures leave out (lib/scoring/read-model).

create or replace function activity_cell(country text, latitude double precision, longitude double precision) returns text
  language sql immutable parallel safe
  return case when country in ('US', 'USA')
              then coalesce(round(latitude::numeric, 1)::text || ','::text || round(longitude::numeric, 1)::text, ''::text)
              else ''::text end;

create or replace function refuse_untied_prediction() returns void language plpgsql as $$
begin
  raise exception using errcode = 'foreign_key_violation', table = 'predictions', constraint = 'predictions_transaction',
    message = 'a prediction names a transaction that its tenant does not have';
end
$$;

-- A single row, the usual case, takes three plain statements: a third of the time of the general statement below them.
create or replace function keep_scored_transactions() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  -- One slot per connection, more or less. Two connections can share one, and a large batch adds to its rows in several
  -- statements: the lock of the slot makes one wait for the other, where the order of the rows could end in a deadlock.
  my_slot constant smallint := pg_backend_pid() % 4;
  total_slot smallint;
  one record;
  kept bigint;
begin
  if (select count(*) from (select from scored limit 2) few) = 1 then
    select t.tenant_id, t.id, p.id as prediction_id, t.occurred_at, p.scored_at, t.external_id, t.type, t.amount, t.currency,
           t.sender_account, t.receiver_account, t.device_id, t.phone, t.country, p.score, p.risk_band, p.outcome,
           case when t.converted_amount is null and t.currency <> n.currency then 0 else p.expected_loss end as expected_loss,
           p.reason_codes, p.disposition, date_trunc('hour', t.occurred_at, n.time_zone) as hour,
           activity_cell(t.country, t.latitude, t.longitude) as cell, t.converted_amount,
           coalesce(t.converted_amount, t.amount) as own_amount,
           case when t.converted_amount is null then t.currency else n.currency end as own_currency,
           nullif(t.source = 'replay', false) as replayed
      into one
      from scored p join tenants n on n.id = p.tenant_id cross join lateral (
        select * from transactions where tenant_id = p.tenant_id and id = p.transaction_id limit 1) t;
    if not found then
      perform refuse_untied_prediction();
    end if;
    total_slot := my_slot + case when one.replayed then 4 else 0 end;
    perform pg_advisory_xact_lock(hashtext(one.tenant_id::text), 64 + my_slot);
    insert into activity_hours as a
    values (one.tenant_id, one.hour, one.type, one.risk_band, one.outcome, one.own_currency, total_slot, 1, one.own_amount, one.score,
            one.expected_loss)
    on conflict (tenant_id, hour, type, risk_band, outcome, currency, slot) do update set
      transactions = a.transactions + 1, amount = a.amount + excluded.amount,
      score_sum = a.score_sum + excluded.score_sum, expected_loss = a.expected_loss + excluded.expected_loss;
    insert into activity_places as a
    values (one.tenant_id, one.hour, coalesce(one.country, ''), one.cell, one.own_currency, total_slot, 1,
            (one.outcome <> 'approve')::integer, one.own_amount)
    on conflict (tenant_id, hour, country, cell, currency, slot) do update set
      transactions = a.transactions + 1, flagged = a.flagged + excluded.flagged, amount = a.amount + excluded.amount;
    insert into scored_transactions (tenant_id, transaction_id, prediction_id, occurred_at, scored_at, external_id, type, amount,
      currency, sender_account, receiver_account, device_id, phone, country, cell, score, risk_band, outcome, expected_loss,
      reason_codes, disposition, converted_amount, replayed)
    values (one.tenant_id, one.id, one.prediction_id, one.occurred_at, one.scored_at, one.external_id, one.type, one.amount,
            one.currency, one.sender_account, one.receiver_account, one.device_id, one.phone, one.country, one.cell, one.score,
            one.risk_band, one.outcome, one.expected_loss, one.reason_codes, one.disposition, one.converted_amount, one.replayed);
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtext(p.tenant_id::text), 64 + my_slot) from (select tenant_id from scored limit 1) p;
  with fresh as materialized (
    select t.tenant_id, t.id, p.id as prediction_id, t.occurred_at, p.scored_at, t.external_id, t.type, t.amount, t.currency,
           t.sender_account, t.receiver_account, t.device_id, t.phone, t.country, p.score, p.risk_band, p.outcome,
           case when t.converted_amount is null and t.currency <> n.currency then 0 else p.expected_loss end as expected_loss,
           p.reason_codes, p.disposition, date_trunc('hour', t.occurred_at, n.time_zone) as hour,
           activity_cell(t.country, t.latitude, t.longitude) as cell, t.converted_amount,
           coalesce(t.converted_amount, t.amount) as own_amount,
           case when t.converted_amount is null then t.currency else n.currency end as own_currency,
           nullif(t.source = 'replay', false) as replayed, (my_slot + case when t.source = 'replay' then 4 else 0 end)::smallint as slot
      from scored p join tenants n on n.id = p.tenant_id cross join lateral (
        select * from transactions where tenant_id = p.tenant_id and id = p.transaction_id limit 1) t
  ), hours as (
    insert into activity_hours as a
    select tenant_id, hour, type, risk_band, outcome, own_currency, fresh.slot, count(*), sum(own_amount), sum(score),
           sum(expected_loss)
      from fresh group by 1, 2, 3, 4, 5, 6, 7 order by 2, 3, 4, 5, 6, 7
    on conflict (tenant_id, hour, type, risk_band, outcome, currency, slot) do update set
      transactions = a.transactions + excluded.transactions, amount = a.amount + excluded.amount,
      score_sum = a.score_sum + excluded.score_sum, expected_loss = a.expected_loss + excluded.expected_loss
  ), places as (
    insert into activity_places as a
    select tenant_id, hour, coalesce(country, ''), cell, own_currency, fresh.slot, count(*),
           count(*) filter (where outcome <> 'approve'), sum(own_amount)
      from fresh group by 1, 2, 3, 4, 5, 6 order by 2, 3, 4, 5, 6
    on conflict (tenant_id, hour, country, cell, currency, slot) do update set
      transactions = a.transactions + excluded.transactions, flagged = a.flagged + excluded.flagged,
      amount = a.amount + excluded.amount
  )
  insert into scored_transactions (tenant_id, transaction_id, prediction_id, occurred_at, scored_at, external_id, type, amount,
    currency, sender_account, receiver_account, device_id, phone, country, cell, score, risk_band, outcome, expected_loss,
    reason_codes, disposition, converted_amount, replayed)
  select tenant_id, id, prediction_id, occurred_at, scored_at, external_id, type, amount, currency, sender_account,
         receiver_account, device_id, phone, country, cell, score, risk_band, outcome, expected_loss, reason_codes, disposition,
         converted_amount, replayed
    from fresh;
  get diagnostics kept = row_count;
  if kept <> (select count(*) from scored) then
    perform refuse_untied_prediction();
  end if;
  return null;
end
$$;

create or replace function keep_disposition() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  update scored_transactions s set disposition = d.disposition, decision_version = d.decision_version
    from decided d
   where s.tenant_id = d.tenant_id and s.transaction_id = d.transaction_id
     and s.decision_version is distinct from d.decision_version;
  return null;
end
$$;

-- Each decision and each undo is a new version, whichever release wrote it.
create or replace function count_decision() returns trigger language plpgsql as $$
begin
  new.decision_version := old.decision_version + 1;
  return new;
end
$$;

create or replace trigger predictions_decision_counted before update of disposition on predictions
  for each row execute function count_decision();

revoke all on function refuse_untied_prediction(), keep_scored_transactions(), keep_disposition() from public;
grant execute on function refuse_untied_prediction() to sentinel_lookup;
alter function keep_scored_transactions() owner to sentinel_lookup;
alter function keep_disposition() owner to sentinel_lookup;

create or replace trigger predictions_scored after insert on predictions
  referencing new table as scored for each statement execute function keep_scored_transactions();
create or replace trigger predictions_decided after update on predictions
  referencing new table as decided for each statement execute function keep_disposition();

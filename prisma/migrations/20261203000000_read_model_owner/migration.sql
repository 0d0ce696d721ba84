-- All of it immutable, casts included: only then is it part of the statement that calls it, and not a statement of its own.
create or replace function activity_cell(country text, latitude double precision, longitude double precision) returns text
  language sql immutable parallel safe
  return case when country in ('US', 'USA')
              then coalesce(round(latitude::numeric, 1)::text || ','::text || round(longitude::numeric, 1)::text, ''::text)
              else ''::text end;

-- The functions that keep the read model run as a role that no tenant confines: the rows of predictions that they copy from
-- have passed the walls already, and asking the wall once per table and row cost a score a tenth of its time.
create or replace function keep_scored_transactions() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  -- One slot per connection, more or less.
  my_slot constant smallint := pg_backend_pid() % 4;
begin
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
  return null;
end
$$;

create policy read_model on transactions for select to sentinel_lookup using (true);
create policy read_model on scored_transactions to sentinel_lookup using (true) with check (true);
create policy read_model on activity_hours to sentinel_lookup using (true) with check (true);
create policy read_model on activity_places to sentinel_lookup using (true) with check (true);
grant select on transactions to sentinel_lookup;
grant select, insert, update on scored_transactions, activity_hours, activity_places to sentinel_lookup;

grant create on schema public to sentinel_lookup;
alter function keep_scored_transactions() owner to sentinel_lookup;
alter function keep_disposition() owner to sentinel_lookup;
revoke create on schema public from sentinel_lookup;

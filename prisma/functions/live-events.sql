-- version 1
-- Announces stored live events to every server process on the channel sentinel_live.

create or replace function announce_live_events() returns trigger language plpgsql as $$
begin
  perform pg_notify('sentinel_live', json_build_array(tenant_id, seq::text, kind, payload, at)::text) from announced order by seq;
  return null;
end
$$;

create or replace trigger live_events_announced after insert on live_events
  referencing new table as announced for each statement execute function announce_live_events();

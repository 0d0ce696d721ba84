-- The earliest event time that a tenant accepts; null is ten years before its creation.
alter table tenants add column earliest_event_at timestamptz(3)
  check (earliest_event_at >= timestamptz '1900-01-01 00:00:00+00' and earliest_event_at < timestamptz '9999-01-01 00:00:00+00');

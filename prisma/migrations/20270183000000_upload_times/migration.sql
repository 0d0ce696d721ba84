-- When the transactions of an upload occurred. A list of a large upload looks through these times only.
alter table uploads
  add column first_at timestamptz(3),
  add column last_at  timestamptz(3);

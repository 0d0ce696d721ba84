-- Users manage themselves, and administrators invite users.

-- version: grows with each change of name, role or status, for If-Match. muted_notifications: kinds that the user does not want.
alter table users
  add column version integer not null default 1 check (version > 0),
  add column muted_notifications text[] not null default '{}' check (cardinality(muted_notifications) <= 64);

alter table sessions add column last_used_at timestamptz(3);

-- The key that replaces this one, which ends a day later.
alter table api_keys
  add column replaced_by uuid,
  add foreign key (tenant_id, replaced_by) references api_keys (tenant_id, id);

-- A single-use link with which somebody becomes a user. Only the SHA-256 of its token is stored.
create table invitations (
  tenant_id    uuid not null references tenants (id),
  id           uuid not null,
  email        text not null check (email = lower(email) and length(email) <= 254),
  full_name    text not null check (length(full_name) between 1 and 256),
  role         text not null check (role in ('analyst', 'senior_analyst', 'admin')),
  token_hash   bytea not null check (length(token_hash) = 32),
  invited_by   uuid not null,
  delivery     text not null check (delivery in ('shown', 'sending', 'sent', 'failed')),
  created_at   timestamptz(3) not null default now(),
  expires_at   timestamptz(3) not null,
  accepted_at  timestamptz(3),
  withdrawn_at timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, invited_by) references users (tenant_id, id),
  check (accepted_at is null or withdrawn_at is null)
);
create unique index invitations_open on invitations (tenant_id, email) where accepted_at is null and withdrawn_at is null;

-- A single-use link with which a user sets a new password. created_by is null where the user asked for it.
create table password_resets (
  tenant_id  uuid not null references tenants (id),
  id         uuid not null,
  user_id    uuid not null,
  token_hash bytea not null check (length(token_hash) = 32),
  created_by uuid,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  used_at    timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, user_id) references users (tenant_id, id),
  foreign key (tenant_id, created_by) references users (tenant_id, id)
);
create index password_resets_user on password_resets (tenant_id, user_id, expires_at);

call secure_tenant_tables();

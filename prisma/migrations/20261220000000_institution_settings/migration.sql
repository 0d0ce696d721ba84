-- What an institution sets for itself: review capacity, working hours, costs, four-eyes. The defaults hold until an
-- administrator sets them: ten minutes at 0.5 a minute are the 5 a review that training assumes.
alter table tenants
  add column reviewers            integer not null default 4 check (reviewers between 1 and 100000),
  add column review_hours_per_day double precision not null default 6 check (review_hours_per_day > 0 and review_hours_per_day <= 24),
  add column minutes_per_alert    double precision not null default 10 check (minutes_per_alert > 0 and minutes_per_alert <= 1440),
  add column working_days         smallint[] not null default '{1,2,3,4,5}'
    check (cardinality(working_days) between 1 and 7 and working_days <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]),
  add column work_from            text not null default '08:00' check (work_from ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  add column work_to              text not null default '18:00' check (work_to ~ '^(([01]\d|2[0-3]):[0-5]\d|24:00)$'),
  add column fraud_loss_kind      text not null default 'share' check (fraud_loss_kind in ('share', 'fixed')),
  add column fraud_loss_share     double precision not null default 1 check (fraud_loss_share > 0 and fraud_loss_share <= 1),
  add column fraud_loss_amount    numeric(16, 4) check (fraud_loss_amount > 0),
  add column review_minute_cost   numeric(16, 4) not null default 0.5 check (review_minute_cost >= 0),
  add column stopped_payment_cost numeric(16, 4) not null default 0 check (stopped_payment_cost >= 0),
  add column four_eyes            boolean not null default false,
  add column settings_version     integer not null default 1 check (settings_version > 0),
  add constraint tenants_fraud_loss check (fraud_loss_kind = 'share' or fraud_loss_amount is not null);

call secure_tenant_tables();

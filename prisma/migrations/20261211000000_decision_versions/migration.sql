-- The decision of a transaction has a version, so that a change of a decision that was made in between is rejected.
-- Rows that were decided before start at 0: only a difference matters.
alter table predictions add column decision_version integer not null default 0;
alter table scored_transactions add column decision_version integer not null default 0;

-- A notification is about a case, or about alerts whose claim another user overrode.
alter table notifications
  alter column case_id drop not null,
  add column transaction_id uuid,
  add column transaction_count integer check (transaction_count > 0),
  drop constraint notifications_kind_check,
  add constraint notifications_kind_check
    check (kind in ('case_assigned', 'case_mention', 'case_sla_soon', 'case_sla_breached', 'claim_overridden')),
  add constraint notifications_subject
    check (case when kind = 'claim_overridden' then transaction_id is not null and transaction_count is not null
                else case_id is not null end),
  add foreign key (tenant_id, transaction_id) references transactions (tenant_id, id);

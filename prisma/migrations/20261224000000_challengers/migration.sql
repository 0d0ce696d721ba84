-- Challengers: what each shadow model and each canary would have decided, beside what the champion did or would have done.

-- The reads of the scoring path: at most four models of a tenant are in these stages, however many are registered.
create index model_versions_scoring on model_versions (tenant_id) where stage in ('shadow', 'canary', 'production');
create policy canary_lookup on model_versions for select to sentinel_lookup using (true);
grant select (tenant_id, stage) on model_versions to sentinel_lookup;

-- One row per challenger and transaction that both models scored. No foreign key: only the scoring code writes these rows,
-- after the transaction is stored.
create table challenger_scores (
  tenant_id           uuid not null,
  model_version_id    uuid not null,
  transaction_id      uuid not null,
  champion_version_id uuid not null,
  -- The challenger, a canary, decided the transaction; otherwise another model did.
  decided             boolean not null,
  score               double precision not null,
  outcome             text not null check (outcome in ('approve', 'review', 'block')),
  champion_score      double precision not null,
  champion_outcome    text not null check (champion_outcome in ('approve', 'review', 'block')),
  -- In the institution's currency.
  own_amount          numeric not null check (own_amount >= 0),
  -- Time to score and explain this transaction alone, beside each other; of samples only.
  latency_ms          real,
  champion_latency_ms real,
  scored_at           timestamptz(3) not null default now(),
  primary key (tenant_id, model_version_id, transaction_id)
);
-- The swap set, by amount: few rows, because two usable models mostly agree.
create index challenger_scores_swap
  on challenger_scores (tenant_id, model_version_id, champion_version_id, own_amount, transaction_id)
  where outcome <> champion_outcome;
create index challenger_scores_caught
  on challenger_scores (tenant_id, model_version_id, champion_version_id, own_amount, transaction_id)
  where outcome in ('review', 'block') and champion_outcome = 'approve';
create index challenger_scores_released
  on challenger_scores (tenant_id, model_version_id, champion_version_id, own_amount, transaction_id)
  where outcome = 'approve' and champion_outcome in ('review', 'block');
create index challenger_scores_timed on challenger_scores (tenant_id, model_version_id, transaction_id)
  where latency_ms is not null;
create index challenger_scores_age on challenger_scores (tenant_id, scored_at);
create policy age_lookup on challenger_scores for select to sentinel_lookup using (true);
grant select (tenant_id, scored_at) on challenger_scores to sentinel_lookup;

-- Totals of those rows per hour, so that no page counts rows.
create table challenger_hours (
  tenant_id           uuid not null,
  model_version_id    uuid not null,
  hour                timestamptz(0) not null,
  champion_version_id uuid not null,
  decided             boolean not null,
  champion_outcome    text not null check (champion_outcome in ('approve', 'review', 'block')),
  outcome             text not null check (outcome in ('approve', 'review', 'block')),
  payments            bigint not null check (payments > 0),
  own_amount          numeric not null,
  primary key (tenant_id, model_version_id, hour, champion_version_id, decided, champion_outcome, outcome)
);

-- Transactions that a challenger did not score, and why: shed by a full queue, its model not in memory, or a failure.
create table challenger_gaps (
  tenant_id        uuid not null,
  model_version_id uuid not null,
  hour             timestamptz(0) not null,
  reason           text not null check (reason in ('shed', 'not-loaded', 'failed')),
  payments         bigint not null check (payments > 0),
  -- What failed, in words; null where nothing did.
  detail           text check (length(detail) <= 500),
  last_at          timestamptz(3) not null default now(),
  primary key (tenant_id, model_version_id, hour, reason)
);

-- One canary: the time that a model spends in this stage. `stage_version` of the model names it. The counts only grow; the
-- evidence against the canary is a function of them (lib/governance/challengers/judge-canary.ts).
create table canary_runs (
  tenant_id        uuid not null references tenants (id),
  model_version_id uuid not null,
  stage_version    integer not null check (stage_version > 0),
  -- Share of senders whose payments the canary decides.
  share            double precision not null check (share >= 0 and share <= 0.5),
  max_block_shift  double precision not null check (max_block_shift > 0 and max_block_shift < 1),
  max_review_shift double precision not null check (max_review_shift > 0 and max_review_shift < 1),
  slow_ms          double precision not null check (slow_ms > 0),
  max_slow_shift   double precision not null check (max_slow_shift > 0 and max_slow_shift < 1),
  -- Grows with each change of the settings.
  version          integer not null default 1 check (version > 0),
  started_at       timestamptz(3) not null default now(),
  -- Transactions that it decided, and those of them that the champion scored, too.
  decided          bigint not null default 0,
  compared         bigint not null default 0,
  -- Its failures, after which the champion decided.
  faults           bigint not null default 0,
  fault_detail     text check (length(fault_detail) <= 500),
  -- Pairs of outcomes: only the canary blocks (more), only the champion does (less); likewise for reviews.
  pairs            bigint not null default 0,
  block_more       bigint not null default 0,
  block_less       bigint not null default 0,
  review_more      bigint not null default 0,
  review_less      bigint not null default 0,
  -- Pairs of response times: only that of the canary is above slow_ms (more), only that of the champion (less).
  slow_pairs       bigint not null default 0,
  slow_more        bigint not null default 0,
  slow_less        bigint not null default 0,
  ended_at         timestamptz(3),
  -- Who or what ended it: block, review, slow, fault, unwatched, or user. Null with ended_at where its stage was changed.
  end_reason       text check (end_reason in ('block', 'review', 'slow', 'fault', 'unwatched', 'user')),
  end_detail       text check (length(end_detail) <= 500),
  primary key (tenant_id, model_version_id, stage_version),
  foreign key (tenant_id, model_version_id) references model_versions (tenant_id, id)
);

-- A notification is about a case, about alerts, or about a model.
alter table notifications
  add column model_version_id uuid,
  add column detail text check (length(detail) <= 500),
  drop constraint notifications_kind_check,
  add constraint notifications_kind_check check (kind in ('case_assigned', 'case_mention', 'case_sla_soon', 'case_sla_breached',
    'claim_overridden', 'canary_stopped')),
  drop constraint notifications_subject,
  add constraint notifications_subject
    check (case kind when 'claim_overridden' then transaction_id is not null and transaction_count is not null
                     when 'canary_stopped' then model_version_id is not null and detail is not null
                     else case_id is not null end),
  add foreign key (tenant_id, model_version_id) references model_versions (tenant_id, id);

call secure_tenant_tables();

import type { Statement } from '@/lib/platform/db'
import { storedStates } from '@/lib/scoring/states'

/**
 * The statements that read what a group of jobs needs. Parameters: tenant; kinds and ids of states; kinds and ids of parties;
 * external ids; operations and keys; currencies and times.
 */

// Lateral joins with a limit force one index scan per entity. A plan that was cached before the tables had statistics
// would otherwise read all rows of the tenant for the life of the connection.
const PARTIES = `
  known.found, known.packed,
  (select json_agg(json_build_array(asked.kind, asked.id, entry.list_type))
     from unnest($4::text[], $5::text[]) asked (kind, id)
    cross join lateral (
      select list_type from watchlist_entries
       where tenant_id = $1 and kind = asked.kind and account_id = asked.id
         and (expires_at is null or expires_at > now()) limit 1) entry) as lists`

const RINGS = `
  (select json_agg(json_build_array(member.kind, member.entity_id, ring.id, ring.accounts,
            (select json_agg(extract(epoch from joined) * 1000 order by place) from unnest(newest_joins) with ordinality j (joined, place))))
     from unnest($4::text[], $5::text[]) asked (kind, id)
    cross join lateral (
      select * from ring_members where tenant_id = $1 and kind = asked.kind and entity_id = asked.id limit 1) member
    cross join lateral (
      select * from rings where tenant_id = $1 and id = member.ring_id and accounts > 1 limit 1) ring) as rings`

const FROM_STATES = `
  from (${storedStates('$2', '$3', '$1')}) known`

const KEYS = `
    (select json_agg(json_build_array(k.operation, k.key, encode(k.fingerprint, 'hex'), k.response))
       from unnest($7::text[], $8::text[]) asked (operation, key)
      cross join lateral (
        select * from idempotency_keys
         where tenant_id = $1 and operation = asked.operation and key = asked.key limit 1) k) as keys`

const ALL = `
    (select row_to_json(p) from (
       select version, review_threshold as "reviewThreshold", block_threshold as "blockThreshold",
              medium_from as "mediumFrom", high_from as "highFrom"
         from policies where tenant_id = $1 order by version desc limit 1) p) as policy,
    (select row_to_json(r) from (
       select window_seconds as "windowSeconds", threshold, review_from as "reviewFrom", block_from as "blockFrom",
              case when ring_accounts is not null then
                json_build_object('newAccounts', ring_accounts, 'days', ring_days, 'outcome', ring_outcome) end as rings
         from velocity_rules where tenant_id = $1 order by version desc limit 1) r) as velocity,
    (select json_agg(row_to_json(m)) from (
       select v.id, v.name, v.version, v.manifest_sha256 as "manifestSha256", v.origin, v.stage, v.stage_version as "stageVersion",
              run.share, run.slow_ms as "slowMs"
         from model_versions v left join lateral (
         select share, slow_ms from canary_runs
          where v.stage = 'canary' and tenant_id = $1 and model_version_id = v.id and stage_version = v.stage_version
            and ended_at is null limit 1) run on true
        where v.tenant_id = $1 and v.stage in ('shadow', 'canary', 'production')) m) as models,
    (select json_agg(json_build_array(asked.external_id, encode(t.fingerprint, 'hex'), p.answer))
       from unnest($6::text[]) asked (external_id)
      cross join lateral (
        select id, fingerprint from transactions where tenant_id = $1 and external_id = asked.external_id limit 1) t
      cross join lateral (
        select answer from predictions where tenant_id = $1 and transaction_id = t.id limit 1) p) as answered`

// The rate of each payment, in the order of the payments, and the currencies that have rates: one index entry each.
const RATES = `
    (select json_agg(trim_scale(r.rate)::text order by asked.ordinal)
       from unnest($9::text[], $10::timestamptz[]) with ordinality asked (currency, at, ordinal)
       left join lateral (
        select rate from currency_rates
         where tenant_id = $1 and currency = asked.currency and valid_from <= asked.at
         order by valid_from desc, id desc limit 1) r on true) as rates,
    (with recursive rated as (
       (select currency from currency_rates where tenant_id = $1 order by currency limit 1)
       union all
       (select (select currency from currency_rates where tenant_id = $1 and currency > rated.currency
                 order by currency limit 1) from rated where rated.currency is not null))
     select json_agg(currency) from rated where currency is not null) as currencies`

/** Statements by the parts that they read. Each returns one row, so a round trip needs one statement. */
const readsOf = (parties: string) => ({
  parties: `select ${parties} ${FROM_STATES}`,
  all: `select ${parties}, ${ALL} ${FROM_STATES}`,
  withKeys: `select ${parties}, ${ALL}, ${KEYS} ${FROM_STATES}`,
  withRates: `select ${parties}, ${ALL}, ${KEYS}, ${RATES} ${FROM_STATES}`,
})
const READS = { plain: readsOf(PARTIES), rings: readsOf(`${PARTIES}, ${RINGS}`) }
export type Reads = keyof typeof READS

export const readStatement = (
  reads: Reads,
  read: keyof (typeof READS)[Reads],
  values: unknown[],
): Statement => ({
  name: `score-read-${read}-${reads}`,
  text: READS[reads][read],
  values,
})

'use client'

import { Field } from '@/components/cases/field'
import { OUTCOMES as OUTCOME_LABELS } from '@/components/fraud/labels'
import { Select } from '@/components/ui/select'
import { OUTCOMES, REASON_CODES, REASON_LABELS, type ReasonCode } from '@/lib/engine/policy'
import { SEVERITIES } from '@/lib/engine/velocity'
import { TextField } from '../../_components/text-field'
import type { RuleDraft } from '../rule-draft'
import { CheckList } from './check-list'
import type { DraftFieldsProps } from './rule-form'

const REASONS = (Object.keys(REASON_CODES) as ReasonCode[]).map(
  (code) => [code, REASON_LABELS[code]] as const,
)

/** The conditions on a scored transaction: all that are set must hold. */
export function TransactionFields({
  draft,
  problems,
  onChange,
  currency,
}: DraftFieldsProps & { currency: string }) {
  return (
    <>
      <CheckList
        legend="Outcome is one of"
        options={OUTCOMES.map((outcome) => [outcome, OUTCOME_LABELS[outcome].label])}
        chosen={draft.outcomes}
        error={problems.conditions}
        onChange={(outcomes) => onChange({ outcomes })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Score from"
          hint="0 to 1; empty for any"
          inputMode="decimal"
          value={draft.minScore}
          error={problems.minScore}
          onChange={(minScore) => onChange({ minScore })}
        />
        <TextField
          label={`Amount from (${currency})`}
          hint="Empty for any"
          inputMode="decimal"
          value={draft.minAmount}
          error={problems.minAmount}
          onChange={(minAmount) => onChange({ minAmount })}
        />
      </div>
      <Field label="Velocity of the sender, phone or device">
        {(wiring) => (
          <Select
            {...wiring}
            value={draft.velocity}
            onChange={(event) => onChange({ velocity: event.target.value as RuleDraft['velocity'] })}
          >
            <option value="">Any</option>
            {SEVERITIES.map((severity) => (
              <option key={severity} value={severity}>
                At least {severity}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Watchlist that decides">
        {(wiring) => (
          <Select
            {...wiring}
            value={draft.listHit}
            onChange={(event) => onChange({ listHit: event.target.value as RuleDraft['listHit'] })}
          >
            <option value="">Any or none</option>
            <option value="blocked">The blocked list</option>
            <option value="trusted">The trusted list</option>
          </Select>
        )}
      </Field>
      <details>
        <summary className="cursor-pointer text-sm font-medium">
          Reason codes{draft.reasonCodes.length > 0 ? ` (${draft.reasonCodes.length})` : ''}
        </summary>
        <div className="mt-2">
          <CheckList
            legend="At least one of"
            options={REASONS}
            chosen={draft.reasonCodes}
            onChange={(reasonCodes) => onChange({ reasonCodes })}
          />
        </div>
      </details>
    </>
  )
}

'use client'

import { Field } from '@/components/cases/field'
import { Select } from '@/components/ui/select'
import { DEDUPE_KEYS, type DedupeKey } from '@/lib/messaging/alerts/schema'
import { TextField } from '../../_components/text-field'
import { DEDUPE_LABELS, spanWords } from '../alert-words'
import type { DraftFieldsProps } from './rule-form'

const DIGESTS = [0, 5, 15, 60, 240, 1_440]
const WINDOWS = [0, 10, 60, 240, 1_440]

/** When a rule sends: at once or together, not in quiet hours, not again for the same. */
export function TimingFields({
  draft,
  problems,
  onChange,
  timeZone,
}: DraftFieldsProps & { timeZone: string }) {
  const keys = draft.kind === 'transaction' ? DEDUPE_KEYS : (['subject', 'rule'] as const)
  return (
    <>
      <Field label="Sends">
        {(wiring) => (
          <Select
            {...wiring}
            value={draft.digestMinutes}
            onChange={(event) => onChange({ digestMinutes: Number(event.target.value) })}
          >
            {including(DIGESTS, draft.digestMinutes).map((minutes) => (
              <option key={minutes} value={minutes}>
                {minutes === 0 ? 'At once' : `Together, every ${spanWords(minutes)}`}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Not again within">
          {(wiring) => (
            <Select
              {...wiring}
              value={draft.dedupeMinutes}
              onChange={(event) => onChange({ dedupeMinutes: Number(event.target.value) })}
            >
              {including(WINDOWS, draft.dedupeMinutes).map((minutes) => (
                <option key={minutes} value={minutes}>
                  {minutes === 0 ? 'Every one is sent' : spanWords(minutes)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {draft.dedupeMinutes === 0 ? null : (
          <Field label="For">
            {(wiring) => (
              <Select
                {...wiring}
                value={draft.dedupeBy}
                onChange={(event) => onChange({ dedupeBy: event.target.value as DedupeKey })}
              >
                {keys.map((key) => (
                  <option key={key} value={key}>
                    {DEDUPE_LABELS[key]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </div>
      <label className="flex min-h-9 items-center gap-2 text-sm font-medium">
        <input
          type="checkbox"
          className="accent-primary size-4"
          checked={draft.isQuiet}
          onChange={(event) => onChange({ isQuiet: event.target.checked })}
        />
        Quiet hours: send at their end, together
      </label>
      {draft.isQuiet ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="From"
            type="time"
            hint={`By the clock of ${timeZone}`}
            value={draft.quietFrom}
            error={problems.quiet}
            onChange={(quietFrom) => onChange({ quietFrom })}
          />
          <TextField
            label="To"
            type="time"
            value={draft.quietTo}
            onChange={(quietTo) => onChange({ quietTo })}
          />
        </div>
      ) : null}
    </>
  )
}

/** The choices with the stored value, which the API may have set to another one. */
const including = (choices: readonly number[], value: number): number[] =>
  [...new Set([...choices, value])].sort((one, other) => one - other)

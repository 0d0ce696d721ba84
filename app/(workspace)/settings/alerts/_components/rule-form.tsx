'use client'

import { type FormEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { callApi } from '@/components/http/api-client'
import { Select } from '@/components/ui/select'
import { type AlertRule, RULE_KINDS, RULE_LABELS, type RuleKind } from '@/lib/messaging/alerts/schema'
import type { Channel } from '@/lib/messaging/delivery/schema'
import { SaveBar } from '../../_components/save-bar'
import { TextField } from '../../_components/text-field'
import { draftOf, draftProblems, inputOf, newDraft, type RuleDraft } from '../rule-draft'
import { CheckList } from './check-list'
import { TimingFields } from './timing-fields'
import { TransactionFields } from './transaction-fields'

interface RuleFormProps {
  rule: AlertRule | null
  channels: Channel[]
  currency: string
  timeZone: string
  onDone: (name: string) => void
}

/** Part of a rule's form. */
export interface DraftFieldsProps {
  draft: RuleDraft
  problems: ReturnType<typeof draftProblems>
  onChange: (change: Partial<RuleDraft>) => void
}

const CHANGED_MEANWHILE =
  'Another administrator has changed this rule meanwhile. Reload the page to see it; what you entered is not saved.'

export function RuleForm({ rule, channels, currency, timeZone, onDone }: RuleFormProps) {
  const [draft, setDraft] = useState(() =>
    rule === null ? newDraft(channels.slice(0, 1).map(({ id }) => id)) : draftOf(rule),
  )
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const found = draftProblems(draft)
  const parts: DraftFieldsProps = {
    draft,
    problems: tried ? found : {},
    onChange: (change) => setDraft({ ...draft, ...change }),
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    setProblem('')
    if (Object.keys(found).length > 0) return
    startTransition(async () => {
      const body = inputOf(draft)
      const sent =
        rule === null
          ? await callApi('POST /api/alert-rules', { body })
          : await callApi('PUT /api/alert-rules/{id}', {
              params: { id: rule.id },
              body,
              ifMatch: rule.version,
            })
      if (sent.ok) return onDone(body.name)
      setProblem(sent.problem.code === 'version-conflict' ? CHANGED_MEANWHILE : sent.problem.message)
    })
  }
  return (
    <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
      <TextField
        label="Name"
        value={draft.name}
        maxLength={100}
        autoComplete="off"
        error={parts.problems.name}
        onChange={(name) => parts.onChange({ name })}
      />
      <Field label="Watches">
        {(wiring) => (
          <Select
            {...wiring}
            value={draft.kind}
            onChange={(event) => parts.onChange({ kind: event.target.value as RuleKind })}
          >
            {RULE_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {RULE_LABELS[kind]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {draft.kind === 'transaction' ? <TransactionFields {...parts} currency={currency} /> : null}
      {draft.kind === 'stream_lag' ? (
        <TextField
          label="From (messages of a topic)"
          hint="As the worker last saw it"
          inputMode="numeric"
          maxLength={9}
          value={draft.minMessages}
          error={parts.problems.minMessages}
          onChange={(minMessages) => parts.onChange({ minMessages })}
        />
      ) : null}
      <CheckList
        legend="Sends through"
        options={channels.map(({ id, name }) => [id, name])}
        chosen={draft.channelIds}
        error={parts.problems.channels}
        onChange={(channelIds) => parts.onChange({ channelIds })}
      />
      <TimingFields {...parts} timeZone={timeZone} />
      <SaveBar problem={problem} pending={pending} label={rule === null ? 'Add rule' : 'Save rule'} />
    </form>
  )
}

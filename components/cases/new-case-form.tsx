'use client'

import { type FormEvent, useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { limitOf } from '@/lib/contract/permissions'
import {
  CASE_PRIORITIES,
  CASE_PRIORITY_LABELS,
  type CaseDetail,
  type CasePriority,
  MAX_LINKS_AT_ONCE,
} from '@/lib/desk/cases/schema'
import { AssigneeOptions } from './assignee-options'
import { Field } from './field'
import { formatSpan } from './format-sla'
import type { CaseLinks } from './link-words'
import { useCaseSetting } from './use-case-setting'

interface NewCaseFormProps {
  links: CaseLinks
  defaultTitle: string
  onOpened: (opened: CaseDetail) => void
}

/** Title, priority with the time it allows, and who works on it. */
export function NewCaseForm({ links, defaultTitle, onOpened }: NewCaseFormProps) {
  const { minutes, ...assignees } = useCaseSetting()
  const [title, setTitle] = useState(defaultTitle)
  const [description, setDescription] = useState('')
  const [priority, setPriority] = useState<CasePriority>('medium')
  const [assignee, setAssignee] = useState('')
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const blank = title.trim() === ''
  const tooMany = links.transactionIds.length > MAX_LINKS_AT_ONCE

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (blank || tooMany) return
    startTransition(async () => {
      const sent = await callApi('POST /api/cases', {
        body: {
          title: title.trim(),
          description: description.trim() || undefined,
          priority,
          assigned_to: assignee || null,
          transaction_ids: [...links.transactionIds],
          entities: [...links.entities],
        },
      })
      if (sent.ok) onOpened(sent.body)
      else setProblem(sent.problem.message)
    })
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label="Title" error={tried && blank ? 'A case needs a title.' : undefined}>
        {(wiring) => (
          <Input
            {...wiring}
            autoFocus
            value={title}
            maxLength={256}
            aria-required
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field label="Description (optional)">
        {(wiring) => (
          <Textarea
            {...wiring}
            value={description}
            maxLength={8192}
            placeholder="What is suspected, and why"
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Priority" hint={`To be closed within ${formatSpan(minutes[priority] * 60)}.`}>
          {(wiring) => (
            <Select
              {...wiring}
              value={priority}
              onChange={(event) => setPriority(event.target.value as CasePriority)}
            >
              {CASE_PRIORITIES.map((value) => (
                <option key={value} value={value}>
                  {CASE_PRIORITY_LABELS[value]} ({formatSpan(minutes[value] * 60)})
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          label="Assignee"
          hint={assignees.mayAssignOthers === false ? limitOf('case:assign') : undefined}
        >
          {(wiring) => (
            <Select {...wiring} value={assignee} onChange={(event) => setAssignee(event.target.value)}>
              <AssigneeOptions {...assignees} />
            </Select>
          )}
        </Field>
      </div>
      {tooMany ? (
        <p role="alert" className="text-risk-high text-[13px]">
          A case is opened with at most {MAX_LINKS_AT_ONCE} transactions at once.
        </p>
      ) : null}
      {problem ? (
        <p role="alert" className="text-risk-high text-[13px]">
          {problem}
        </p>
      ) : null}
      <Button type="submit" disabled={pending} className="self-end">
        {pending ? 'Opening…' : 'Open case'}
      </Button>
    </form>
  )
}

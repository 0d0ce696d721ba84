'use client'

import { Select } from '@/components/ui/select'
import { CASE_PRIORITIES, CASE_PRIORITY_LABELS, type CasePriority } from '@/lib/desk/cases/schema'
import { useCaseEditing } from './case-editing'

/** A new priority has another time limit, counted from the creation of the case. */
export function PrioritySelect({ priority, disabled }: { priority: CasePriority; disabled: boolean }) {
  const { change, pending } = useCaseEditing()
  return (
    <Select
      aria-label="Priority"
      value={priority}
      disabled={disabled || pending}
      onChange={({ target: { value } }) => {
        const next = value as CasePriority
        void change({ priority: next }, `Priority ${CASE_PRIORITY_LABELS[next].toLowerCase()}`)
      }}
    >
      {CASE_PRIORITIES.map((value) => (
        <option key={value} value={value}>
          {CASE_PRIORITY_LABELS[value]}
        </option>
      ))}
    </Select>
  )
}

'use client'

import { AssigneeOptions } from '@/components/cases/assignee-options'
import type { NamedUser } from '@/components/cases/mentions'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { limitOf } from '@/lib/contract/permissions'
import { useCaseEditing } from './case-editing'

interface AssigneeControlProps {
  assignee: NamedUser | null
  me: NamedUser | null
  users: NamedUser[]
  mayAssignOthers: boolean
  disabled: boolean
}

/** The assignee. Users may take a case or give their own back; other assignments are for senior analysts. */
export function AssigneeControl({ assignee, me, users, mayAssignOthers, disabled }: AssigneeControlProps) {
  const { change, pending } = useCaseEditing()
  const assign = (id: string) =>
    void change({ assigned_to: id || null }, id === '' ? 'Unassigned' : `Assigned to ${nameOf(id)}`)
  const nameOf = (id: string) => users.find((user) => user.id === id)?.name ?? 'you'
  const mine = assignee !== null && assignee.id === me?.id
  const foreign = assignee !== null && !mine && !users.some(({ id }) => id === assignee.id)
  const locked = assignee !== null && !mine && !mayAssignOthers
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex gap-2">
        <Select
          aria-label="Assignee"
          value={assignee?.id ?? ''}
          disabled={disabled || pending || locked}
          onChange={(event) => assign(event.target.value)}
        >
          <AssigneeOptions me={me} users={users} mayAssignOthers={mayAssignOthers} />
          {foreign || locked ? <option value={assignee?.id}>{assignee?.name}</option> : null}
        </Select>
        {me && !mine ? (
          <Button variant="outline" disabled={disabled || pending} onClick={() => assign(me.id)}>
            Take it
          </Button>
        ) : null}
      </div>
      {mayAssignOthers || disabled ? null : (
        <p className="text-faint text-[13px]">{limitOf('case:assign')}</p>
      )}
    </div>
  )
}

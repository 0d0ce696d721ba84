import type { NamedUser } from './mentions'

interface AssigneeOptionsProps {
  me: NamedUser | null
  users: readonly NamedUser[]
  /** If false, the user can only assign the case to themselves. */
  mayAssignOthers: boolean | null
}

/** The possible assignees of a case; '' means unassigned. */
export function AssigneeOptions({ me, users, mayAssignOthers }: AssigneeOptionsProps) {
  const others = mayAssignOthers ? users.filter(({ id }) => id !== me?.id) : []
  return (
    <>
      <option value="">Unassigned</option>
      {me ? <option value={me.id}>Me ({me.name})</option> : null}
      {others.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </>
  )
}

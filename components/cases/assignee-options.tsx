import type { Person } from './mentions'

interface AssigneeOptionsProps {
  me: Person | null
  people: readonly Person[]
  /** Without it a person may take the case and nothing else. */
  mayAssignOthers: boolean | null
}

/** The possible assignees of a case; '' means unassigned. */
export function AssigneeOptions({ me, people, mayAssignOthers }: AssigneeOptionsProps) {
  const others = mayAssignOthers ? people.filter(({ id }) => id !== me?.id) : []
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

import { type FormEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'

interface SaveViewFormProps {
  pending: boolean
  canShare: boolean
  onSave: (name: string, shared: boolean) => void
}

/** Saves the current filters under a name. */
export function SaveViewForm({ pending, canShare, onSave }: SaveViewFormProps) {
  const id = useId()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    onSave(name.trim(), shared)
    setName('')
  }
  return (
    <form onSubmit={onSubmit} className="mt-4">
      <Label htmlFor={id}>Save the current filters as</Label>
      <div className="mt-1 flex gap-2">
        <Input
          id={id}
          value={name}
          maxLength={80}
          required
          autoComplete="off"
          placeholder="A name"
          onChange={(event) => setName(event.target.value)}
          className="sm:h-9"
        />
        <Button type="submit" disabled={pending || name.trim() === ''}>
          Save
        </Button>
      </div>
      {canShare ? (
        <label className="text-muted-foreground mt-2 inline-flex items-center gap-2 text-[13px]">
          <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
          Share with all analysts
        </label>
      ) : null}
    </form>
  )
}

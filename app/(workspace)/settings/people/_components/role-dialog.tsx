'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { ROLE_LABELS } from '@/components/fraud/labels'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import type { ListedUser } from '@/lib/access/users/schema'
import { type Role, ROLES } from '@/lib/contract/permissions'
import { SaveBar } from '../../_components/save-bar'

export function RoleDialog({
  person: { id, full_name: name, role: stored, version },
}: {
  person: ListedUser
}) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [role, setRole] = useState<Role>(stored)
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const toggle = (next: boolean) => {
    setOpen(next)
    setRole(stored)
    setProblem('')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const sent = await callApi('PATCH /api/users/{id}', {
        params: { id },
        body: { role },
        ifMatch: version,
      })
      router.refresh()
      if (!sent.ok) return setProblem(sent.problem.message)
      setOpen(false)
      toast.success(`${name} is ${ROLE_LABELS[role].toLowerCase()}.`)
    })
  }
  return (
    <Dialog open={open} onOpenChange={toggle}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={`Role: ${name}`}>
          Role
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>Role of {name}</DialogTitle>
        <DialogDescription>It takes effect within 15 seconds.</DialogDescription>
        <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
          <Field label="Role">
            {(wiring) => (
              <Select {...wiring} value={role} onChange={(event) => setRole(event.target.value as Role)}>
                {ROLES.map((each) => (
                  <option key={each} value={each}>
                    {ROLE_LABELS[each]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <SaveBar problem={problem} pending={pending} disabled={role === stored} label="Save role" />
        </form>
      </DialogContent>
    </Dialog>
  )
}

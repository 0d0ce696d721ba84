'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { ROLE_LABELS } from '@/components/fraud/labels'
import { callApi } from '@/components/http/api-client'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { Profile } from '@/lib/access/profile/schema'
import { SaveBar } from '../../_components/save-bar'
import { TextField } from '../../_components/text-field'

export function NameCard({ profile }: { profile: Profile }) {
  const router = useRouter()
  const [name, setName] = useState(profile.full_name)
  const [error, setError] = useState<string>()
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const sent = await callApi('PATCH /api/profile', {
        body: { full_name: name },
        ifMatch: profile.version,
      })
      const { errors, message } = sent.ok ? {} : sent.problem
      setError(errors?.[0]?.reason)
      setProblem(errors ? '' : (message ?? ''))
      if (!sent.ok) return
      toast.success('Name saved')
      router.refresh()
    })
  }
  return (
    <Card>
      <CardHeader>
        <CardTitle>You</CardTitle>
        <CardNote>
          {profile.email} · {ROLE_LABELS[profile.role]}
        </CardNote>
      </CardHeader>
      <CardBody>
        <form onSubmit={submit} noValidate className="flex max-w-md flex-col gap-4">
          <TextField
            label="Name"
            hint="As other users see it."
            error={error}
            value={name}
            maxLength={256}
            autoComplete="name"
            onChange={setName}
          />
          <SaveBar
            problem={problem}
            pending={pending}
            disabled={name.trim() === profile.full_name}
            label="Save name"
          />
        </form>
      </CardBody>
    </Card>
  )
}

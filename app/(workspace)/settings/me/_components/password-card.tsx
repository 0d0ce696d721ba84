'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import { PASSWORD_MIN } from '@/lib/access/auth/schema'
import { SaveBar } from '../../_components/save-bar'
import { TextField } from '../../_components/text-field'

const EMPTY = { current_password: '', new_password: '' }

export function PasswordCard() {
  const router = useRouter()
  const [typed, setTyped] = useState(EMPTY)
  const [errors, setErrors] = useState<Partial<Record<string, string>>>({})
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const sent = await callApi('PUT /api/profile/password', { body: typed })
      const rejected = sent.ok ? [] : (sent.problem.errors ?? [])
      setErrors(Object.fromEntries(rejected.map(({ field, reason }) => [field, reason])))
      setProblem(sent.ok || rejected.length > 0 ? '' : sent.problem.message)
      if (!sent.ok) return
      setTyped(EMPTY)
      toast.success('Password changed. Your other sessions have ended.')
      router.refresh()
    })
  }
  return (
    <Card>
      <CardHeader>
        <CardTitle>Password</CardTitle>
        <CardNote>A new password ends your other sessions</CardNote>
      </CardHeader>
      <CardBody>
        <form method="post" onSubmit={submit} noValidate className="flex max-w-md flex-col gap-4">
          <TextField
            label="Current password"
            error={errors.current_password}
            type="password"
            autoComplete="current-password"
            maxLength={128}
            value={typed.current_password}
            onChange={(value) => setTyped({ ...typed, current_password: value })}
          />
          <TextField
            label="New password"
            hint={`At least ${PASSWORD_MIN} characters; a few words are good.`}
            error={errors.new_password}
            type="password"
            autoComplete="new-password"
            maxLength={128}
            value={typed.new_password}
            onChange={(value) => setTyped({ ...typed, new_password: value })}
          />
          <SaveBar
            problem={problem}
            pending={pending}
            disabled={typed.current_password === '' || typed.new_password === ''}
            label="Change password"
          />
        </form>
      </CardBody>
    </Card>
  )
}

'use client'

import { LoaderCircle } from 'lucide-react'
import Link from 'next/link'
import type { FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import type { Credentials } from '../sign-in'

interface LoginFormProps {
  busy: boolean
  blocked: boolean
  onSubmit: (credentials: Credentials) => void
}

export function LoginForm({ busy, blocked, onSubmit }: LoginFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const of = (name: string) => String(form.get(name) ?? '').trim()
    const tenant = of('tenant')
    onSubmit({
      email: of('email'),
      password: String(form.get('password') ?? ''),
      ...(tenant ? { tenant } : {}),
    })
  }
  return (
    // POST, so that a submit before the scripts have loaded never puts a password into the URL.
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="email">E-mail</Label>
        <Input id="email" name="email" type="email" autoComplete="username" required autoFocus />
      </div>
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="password">Password</Label>
        <Input id="password" name="password" type="password" autoComplete="current-password" required />
      </div>
      <details className="text-muted-foreground text-[13px]">
        <summary className="w-fit rounded-sm">My e-mail is used at several institutions</summary>
        <div className="mt-2 flex flex-col gap-1.5">
          <Label htmlFor="tenant">Institution</Label>
          <Input id="tenant" name="tenant" autoComplete="organization" placeholder="short name" />
        </div>
      </details>
      <Button type="submit" size="lg" disabled={busy || blocked}>
        {busy ? <LoaderCircle className="animate-spin" aria-hidden /> : null}
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
      <Link
        href="/forgot-password"
        prefetch={false}
        className="text-muted-foreground hover:text-foreground w-fit text-[13px] underline underline-offset-4"
      >
        Forgot your password?
      </Link>
    </form>
  )
}

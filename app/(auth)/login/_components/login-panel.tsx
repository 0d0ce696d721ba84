'use client'

import { useState } from 'react'
import { Brand } from '@/components/layout/brand'
import { DEMO_PASSWORD, type DemoInstitution } from '../demo-accounts'
import { type Credentials, signInWith } from '../sign-in'
import { DemoSignIns } from './demo-sign-ins'
import { LoginForm } from './login-form'
import { type LoginFailure, LoginNotice } from './login-notice'

/** The left half of the sign-in card. One attempt at a time, by form or demo button. */
export function LoginPanel({ destination, demo }: { destination: string; demo: DemoInstitution[] }) {
  const [busyWith, setBusyWith] = useState<string | null>(null)
  const [failure, setFailure] = useState<LoginFailure | null>(null)

  const attempt = async (credentials: Credentials) => {
    setBusyWith(credentials.email)
    setFailure(null)
    const outcome = await signInWith(credentials)
    if (outcome === 'signed-in') return window.location.assign(destination)
    setFailure(outcome)
    setBusyWith(null)
  }

  return (
    <div className="flex flex-col gap-6 p-6 sm:p-10">
      <Brand />
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">Sign in</h1>
        <p className="text-muted-foreground mt-1 text-sm">Fraud operations for your institution.</p>
      </div>
      <LoginNotice failure={failure} onOver={() => setFailure(null)} />
      <LoginForm
        busy={busyWith !== null}
        blocked={failure !== null && 'seconds' in failure}
        onSubmit={(credentials) => void attempt(credentials)}
      />
      {demo.length > 0 ? (
        <DemoSignIns
          institutions={demo}
          busyWith={busyWith}
          onPick={(email) => void attempt({ email, password: DEMO_PASSWORD })}
        />
      ) : null}
    </div>
  )
}

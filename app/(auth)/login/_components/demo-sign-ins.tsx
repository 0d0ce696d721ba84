'use client'

import { ArrowRight, LoaderCircle } from 'lucide-react'
import type { DemoAccount, DemoInstitution } from '../demo-accounts'

interface DemoSignInsProps {
  institutions: DemoInstitution[]
  busyWith: string | null
  onPick: (email: string) => void
}

/** Sign-in by one click per role. The first institution is expanded; the others show the isolation. */
export function DemoSignIns({ institutions, busyWith, onPick }: DemoSignInsProps) {
  const [first, ...others] = institutions
  return (
    <section aria-label="Demo sign-ins" className="border-t pt-5">
      {first ? (
        <>
          <h2 className="eyebrow">Demo sign-ins · {first.name}</h2>
          <Accounts accounts={first.accounts} busyWith={busyWith} onPick={onPick} />
        </>
      ) : null}
      {others.map(({ name, accounts }) => (
        <details key={name} className="mt-3">
          <summary className="text-muted-foreground w-fit rounded-sm text-[13px]">
            Another institution: {name}
          </summary>
          <Accounts accounts={accounts} busyWith={busyWith} onPick={onPick} />
        </details>
      ))}
    </section>
  )
}

function Accounts({
  accounts,
  busyWith,
  onPick,
}: Omit<DemoSignInsProps, 'institutions'> & { accounts: DemoAccount[] }) {
  return (
    <ul className="mt-2 flex flex-col gap-1.5">
      {accounts.map(({ role, email, can }) => (
        <li key={email}>
          <button
            type="button"
            disabled={busyWith !== null}
            onClick={() => onPick(email)}
            className="group bg-background/40 hover:border-input hover:bg-accent flex w-full items-center gap-3 rounded-md border px-3 py-2 text-left disabled:opacity-60"
          >
            <span className="min-w-0 flex-1">
              <span className="block text-[13px] font-medium">
                {role} <span className="text-muted-foreground font-normal">· {can}</span>
              </span>
              <span className="figure text-faint block text-xs break-all">{email}</span>
            </span>
            {busyWith === email ? (
              <LoaderCircle className="size-4 animate-spin" aria-hidden />
            ) : (
              <ArrowRight className="text-faint group-hover:text-foreground size-4" aria-hidden />
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}

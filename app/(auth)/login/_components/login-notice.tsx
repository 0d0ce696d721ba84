'use client'

import { CircleAlert, Hourglass } from 'lucide-react'
import { useEffect, useState } from 'react'

export type LoginFailure =
  | { kind: 'wrong' }
  | { kind: 'throttled' | 'overloaded'; seconds: number }
  | { kind: 'suspended' }
  | { kind: 'unavailable' }
  | { kind: 'unreachable' }

const TEXTS = {
  wrong: 'E-mail or password is wrong.',
  suspended: 'Your institution is suspended. Contact the operator of this service.',
  unavailable: 'Sign-in is not possible right now. Retry in a moment.',
  unreachable: 'Sign-in failed. Check the connection and retry.',
} as const
const WAITING_TEXTS = {
  throttled: 'Too many attempts.',
  overloaded: 'Many users are signing in right now.',
} as const

/** The reason of the last failure. Always in the page, so that a screen reader announces changes. */
export function LoginNotice({ failure, onOver }: { failure: LoginFailure | null; onOver: () => void }) {
  return (
    <div role="alert" className={failure ? undefined : 'hidden'}>
      {failure ? (
        <p className="border-risk-high/50 bg-risk-high/10 text-risk-high flex items-start gap-2.5 rounded-md border px-3 py-2.5 text-sm">
          {'seconds' in failure ? (
            <>
              <Hourglass className="mt-0.5 size-4 shrink-0" aria-hidden />
              <Waiting reason={WAITING_TEXTS[failure.kind]} seconds={failure.seconds} onOver={onOver} />
            </>
          ) : (
            <>
              <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
              {TEXTS[failure.kind]}
            </>
          )}
        </p>
      ) : null}
    </div>
  )
}

interface WaitingProps {
  reason: string
  seconds: number
  onOver: () => void
}

function Waiting({ reason, seconds, onOver }: WaitingProps) {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const until = performance.now() + seconds * 1000
    const timer = setInterval(() => {
      const remaining = Math.ceil((until - performance.now()) / 1000)
      setLeft(Math.max(0, remaining))
      if (remaining <= 0) onOver()
    }, 500)
    return () => clearInterval(timer)
  }, [seconds, onOver])
  return (
    <span>
      {reason} Retry in{' '}
      <span className="figure" aria-live="off">
        {left} s
      </span>
      .
    </span>
  )
}

'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { investigateHref } from '@/components/fraud/links'
import { Button } from '@/components/ui/button'
import { dismissGuide } from './guide-cookie'

const STEPS = [
  { href: '/dashboard', label: 'Check the alert level' },
  { href: '/queue', label: 'Decide the riskiest alert' },
  { href: investigateHref({ risk_band: 'high', decision: 'pending' }), label: 'Investigate a network' },
  { href: '/cases', label: 'Work a case' },
  { href: '/audit', label: 'See the audit log', needs: 'audit' },
] as const

/** The steps of an investigation as five links, until the user dismisses them. */
export function GuidedSteps({ mayAudit }: { mayAudit: boolean }) {
  const [shown, setShown] = useState(true)
  if (!shown) return null
  const steps = STEPS.filter((step) => mayAudit || !('needs' in step))
  return (
    <nav
      aria-label="Guided tour"
      className="bg-card flex items-center gap-4 rounded-lg border py-0.5 pr-1 pl-4 text-[13px]"
    >
      <p className="text-faint hidden shrink-0 lg:block">First steps</p>
      <ol className="flex min-w-0 flex-1 [scrollbar-width:none] gap-x-4 overflow-x-auto whitespace-nowrap">
        {steps.map(({ href, label }, index) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              className="hover:text-foreground text-muted-foreground inline-flex items-center gap-2 py-1"
            >
              <span className="figure bg-primary/15 text-brand inline-flex size-5 items-center justify-center rounded-full text-[11px] font-semibold">
                {index + 1}
              </span>
              {label}
            </Link>
          </li>
        ))}
      </ol>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Dismiss the guided tour"
        onClick={() => {
          dismissGuide()
          setShown(false)
        }}
      >
        <X aria-hidden />
      </Button>
    </nav>
  )
}

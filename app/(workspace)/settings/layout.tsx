import type { ReactNode } from 'react'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { countWaiting } from '@/lib/governance/changes'
import { readOrProblem } from '../_lib/read-or-problem'
import { SectionLinks } from './_components/section-links'
import { SETTINGS_SECTIONS } from './sections'

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const ctx = await requireUser()
  const sections = SETTINGS_SECTIONS.filter(
    ({ permission }) => permission === null || mayActor(ctx.actor, permission),
  )
  // Read with the page and not refreshed by itself: a refresh could replace a form that is being filled in.
  const { value: waiting } = mayActor(ctx.actor, 'policy:write')
    ? await readOrProblem(ctx, () => countWaiting(ctx))
    : { value: 0 }
  return (
    <div className="flex max-w-5xl flex-col gap-5">
      <SectionLinks
        sections={sections.map(({ href, label }) => ({
          href,
          label,
          waiting: href === '/settings/changes' ? (waiting ?? 0) : 0,
        }))}
      />
      {children}
    </div>
  )
}

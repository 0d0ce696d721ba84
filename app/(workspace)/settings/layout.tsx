import type { ReactNode } from 'react'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { SectionLinks } from './_components/section-links'
import { SETTINGS_SECTIONS } from './sections'

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { actor } = await requireUser()
  const sections = SETTINGS_SECTIONS.filter(
    ({ permission }) => permission === null || mayActor(actor, permission),
  )
  return (
    <div className="flex max-w-5xl flex-col gap-5">
      <SectionLinks sections={sections.map(({ href, label }) => ({ href, label }))} />
      {children}
    </div>
  )
}

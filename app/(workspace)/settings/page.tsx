import { redirect } from 'next/navigation'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { PROBLEMS } from '@/lib/platform/errors'
import { SETTINGS_SECTIONS } from './sections'

/** Leads on to the first section that the user may see. */
export default async function SettingsPage() {
  const { actor, requestId } = await requireUser()
  const first = SETTINGS_SECTIONS.find(({ permission }) => mayActor(actor, permission))
  if (first) redirect(first.href)
  const code = 'missing-permission'
  return <ProblemPanel problem={{ code, title: PROBLEMS[code].title, requestId }} />
}

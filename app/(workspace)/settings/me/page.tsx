import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { parseTheme, THEME_KEY } from '@/components/layout/theme'
import { requireUser } from '@/lib/access/auth'
import { getProfile, listOwnSessions } from '@/lib/access/profile'
import { getPreferences } from '@/lib/messaging/notifications'
import { readOrProblem } from '../../_lib/read-or-problem'
import { NameCard } from './_components/name-card'
import { NotificationsCard } from './_components/notifications-card'
import { PasswordCard } from './_components/password-card'
import { SessionsCard } from './_components/sessions-card'
import { ThemeCard } from './_components/theme-card'

export const metadata: Metadata = { title: 'Me' }

/** More sessions than a user has, but for tokens of programs: the API pages through all of them. */
const SESSIONS_SHOWN = 50

export default async function MePage() {
  const ctx = await requireUser()
  const { value, problem } = await readOrProblem(ctx, () =>
    Promise.all([getProfile(ctx), getPreferences(ctx), listOwnSessions(ctx, { limit: SESSIONS_SHOWN })]),
  )
  if (problem) return <ProblemPanel problem={problem} />
  const [profile, { muted }, sessions] = value
  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  return (
    <div className="flex flex-col gap-4">
      <NameCard key={profile.version} profile={profile} />
      <PasswordCard />
      <SessionsCard sessions={sessions} clock={clock} />
      <NotificationsCard key={muted.join()} muted={muted} />
      <ThemeCard theme={parseTheme((await cookies()).get(THEME_KEY)?.value)} />
    </div>
  )
}

import type { ReactNode } from 'react'
import { ROLE_LABELS } from '@/components/fraud/labels'
import { SECTIONS } from '@/components/layout/navigation'
import { Shell } from '@/components/layout/shell'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { readShell } from './_lib/read-shell'

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const ctx = await requireUser()
  const { actor, tenant } = ctx
  const user =
    actor.kind === 'user'
      ? { id: actor.id, name: actor.name, email: actor.email, role: ROLE_LABELS[actor.role] }
      : { id: actor.id, name: actor.kind, email: '', role: '' }
  return (
    <Shell
      sections={SECTIONS.filter(({ permission }) => mayActor(actor, permission))}
      user={user}
      tenantName={tenant.name}
      timeZone={tenant.timeZone}
      mayOverrideClaims={mayActor(actor, 'claim:override')}
      {...readShell(ctx)}
    >
      {children}
    </Shell>
  )
}

import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { mayActor, requireUser } from '@/lib/auth'
import { getCase } from '@/lib/cases'
import { listAssignable } from '@/lib/users'
import { readOrProblem } from '../../_lib/read-or-problem'
import { BackToCases } from './_components/back-to-cases'
import { CaseView } from './_components/case-view'

export const metadata: Metadata = { title: 'Case' }

export default async function CasePage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireUser()
  const id = z.uuid().safeParse((await params).id)
  if (!id.success) notFound()
  const { value, problem } = await readOrProblem(ctx, () =>
    Promise.all([getCase(ctx, id.data), listAssignable(ctx)]),
  )
  if (problem?.code === 'not-found') notFound()
  if (problem) return <ProblemPanel problem={problem} />

  const [detail, { items: people }] = value
  const { actor, tenant } = ctx
  return (
    <div className="flex flex-col gap-4">
      <BackToCases />
      <CaseView
        ctx={ctx}
        detail={detail}
        people={people.map(({ id, name }) => ({ id, name }))}
        me={actor.kind === 'user' ? { id: actor.id, name: actor.name } : null}
        mayWrite={mayActor(actor, 'case:write')}
        mayAssignOthers={mayActor(actor, 'case:assign')}
        clock={{ renderedAt: new Date().toISOString(), timeZone: tenant.timeZone }}
      />
    </div>
  )
}

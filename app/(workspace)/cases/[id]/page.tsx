import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { BackLink } from '@/components/layout/back-link'
import { CaseView } from './_components/case-view'
import { readCase } from './read-case'

interface CasePageProps {
  params: Promise<{ id: string }>
}

export async function generateMetadata({ params }: CasePageProps): Promise<Metadata> {
  const read = await readCase((await params).id)
  if (!read?.value) return { title: 'Case' }
  const { key, title } = read.value.detail
  return { title: `${key} ${title}` }
}

export default async function CasePage({ params }: CasePageProps) {
  const ctx = await requireUser()
  const read = await readCase((await params).id)
  if (!read || read.problem?.code === 'not-found') notFound()
  if (read.problem) return <ProblemPanel problem={read.problem} />

  const { detail, users } = read.value
  const { actor, tenant } = ctx
  return (
    <div className="flex flex-col gap-4">
      <BackLink href="/cases" label="Cases" />
      <CaseView
        detail={detail}
        users={users}
        me={actor.kind === 'user' ? { id: actor.id, name: actor.name } : null}
        mayWrite={mayActor(actor, 'case:write')}
        mayAssignOthers={mayActor(actor, 'case:assign')}
        mayDecideMany={mayActor(actor, 'transaction:decide-many')}
        clock={{ renderedAt: new Date().toISOString(), timeZone: tenant.timeZone }}
      />
    </div>
  )
}

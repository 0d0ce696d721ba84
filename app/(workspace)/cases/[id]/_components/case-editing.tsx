'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, use, useState, useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import { type ApiProblem, type ApiResult, callApi } from '@/components/http/api-client'
import type { ApiBody } from '@/components/http/api-types'
import { useFreshness } from './use-freshness'

interface CaseEditing {
  caseId: string
  version: number
  pending: boolean
  /** Somebody else changed the case first: the last change was refused. */
  conflict: boolean
  /** Somebody else changed it while something is being written here. */
  stale: boolean
  /** Changes the version on the screen. Null where it was accepted. */
  change: (body: Change, done: string) => Promise<ApiProblem | null>
  /** Adds something or takes it away; needs no version. */
  act: (send: Act, done: string, undo?: Act) => Promise<ApiProblem | null>
  /** Shows what the case is now; drafts stay as they are. */
  reload: () => void
}

type Change = Omit<ApiBody<'PATCH /api/cases/{id}'>, 'version'>
/** One call of the API. */
export type Act = () => Promise<ApiResult<unknown>>

const Editing = createContext<CaseEditing | null>(null)

export function useCaseEditing(): CaseEditing {
  const editing = use(Editing)
  if (!editing) throw new Error('useCaseEditing is called outside of CaseEditingProvider')
  return editing
}

interface ProviderProps {
  caseId: string
  version: number
  updatedAt: string
  children: ReactNode
}

/** Sends every change of one case with the version that is on the screen, and notices when another one came first. */
export function CaseEditingProvider({ caseId, version, updatedAt, children }: ProviderProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [reached, setReached] = useState(version)
  const [refusedAt, setRefusedAt] = useState<number | null>(null)
  const stale = useFreshness(caseId, updatedAt)
  const current = Math.max(version, reached)
  const reload = () => startTransition(() => router.refresh())

  const change: CaseEditing['change'] = async (body, done) => {
    const sent = await callApi('PATCH /api/cases/{id}', {
      params: { id: caseId },
      body: { version: current, ...body },
    })
    if (!sent.ok) {
      if (sent.problem.code === 'version-conflict') setRefusedAt(version)
      else toast.error(sent.problem.message)
      return sent.problem
    }
    setReached(sent.body.version)
    toast.success(done)
    reload()
    return null
  }
  const act: CaseEditing['act'] = async (send, done, undo) => {
    const sent = await send()
    if (!sent.ok) {
      toast.error(sent.problem.message)
      return sent.problem
    }
    const action = undo && { label: 'Undo', onClick: () => void act(undo, 'Taken back') }
    toast.success(done, { action })
    reload()
    return null
  }
  const value = {
    caseId,
    version: current,
    pending,
    stale,
    change,
    act,
    reload,
    conflict: refusedAt === version,
  }
  return <Editing value={value}>{children}</Editing>
}

'use client'

import { useRouter } from 'next/navigation'
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useTransition,
} from 'react'
import { sendHonouringClaims } from '@/components/fraud/ask-about-claims'
import { toast } from '@/components/ui/toast'
import { type ApiProblem, type ApiResult, callApi } from '@/components/http/api-client'
import type { ApiBody } from '@/components/http/api-types'
import type { CaseDetail, ChangedCase } from '@/lib/desk/cases/schema'
import { seqOf, useFreshness } from './use-freshness'

interface CaseEditing {
  /** The newest state of the case that this tab knows. */
  detail: CaseDetail
  caseId: string
  pending: boolean
  /** The last change was rejected because another user changed the case first. */
  conflict: boolean
  /** Another user changed the case while this tab has a draft. */
  stale: boolean
  /** Changes fields of the version on the screen. Null where it was accepted. */
  change: (fields: Change, done: string) => Promise<ApiProblem | null>
  /** Adds something to the case or removes it; needs no version. */
  act: (send: Act, done: string, undo?: Act) => Promise<ApiProblem | null>
  /** Shows the current state of the case and keeps drafts. */
  reload: () => void
}

type Change = Omit<ApiBody<'PATCH /api/cases/{id}'>, 'version'>
/** One call of the API that writes to the case. */
export type Act = () => Promise<ApiResult<ChangedCase>>

const Editing = createContext<CaseEditing | null>(null)

export function useCaseEditing(): CaseEditing {
  const editing = use(Editing)
  if (!editing) throw new Error('useCaseEditing is called outside of CaseEditingProvider')
  return editing
}

interface ProviderProps {
  /** The case as the server rendered it. */
  rendered: CaseDetail
  children: ReactNode
}

/** Sends every change of one case with the version on the screen, and shows what the response says without a refresh. */
export function CaseEditingProvider({ rendered, children }: ProviderProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [rejectedAt, setRejectedAt] = useState<number | null>(null)
  const [detail, showOwn] = useOwnChanges(rendered)
  const { stale, whileSending } = useFreshness(detail)

  const act: CaseEditing['act'] = (send, done, undo) =>
    whileSending(async () => {
      const sent = await send()
      if (sent.ok) {
        showOwn(sent.body.case)
        const action = undo && { label: 'Undo', onClick: () => void act(undo, 'Undone') }
        toast.success(done, { action })
        return null
      }
      if (sent.problem.code === 'version-conflict') setRejectedAt(detail.version)
      else toast.error(sent.problem.message)
      return sent.problem
    })
  const change: CaseEditing['change'] = (fields, done) =>
    act(async () => {
      const sent = await sendHonouringClaims(({ override_claim }) => {
        const body = { version: detail.version, ...fields, override_claim }
        return callApi('PATCH /api/cases/{id}', { params: { id: detail.id }, body })
      })
      return sent.ok ? { ok: true, body: { case: sent.body } } : sent
    }, done)
  const value = {
    detail,
    caseId: detail.id,
    pending,
    stale,
    change,
    act,
    reload: () => startTransition(() => router.refresh()),
    conflict: rejectedAt === detail.version,
  }
  return <Editing value={value}>{children}</Editing>
}

/** The rendered case, or the response to this tab's own change while that is newer. */
function useOwnChanges(rendered: CaseDetail): [CaseDetail, (own: CaseDetail) => void] {
  const router = useRouter()
  const [own, setOwn] = useState<CaseDetail | null>(null)
  const changed = useRef(false)
  // The router keeps visited pages for "back"; they do not show what was changed here.
  const dropKeptPages = useEffectEvent(() => {
    if (changed.current) router.refresh()
  })
  useEffect(() => () => dropKeptPages(), [])
  useEffect(() => {
    if (own) document.title = `${own.key} ${own.title} · Sentinel`
  }, [own])
  const showOwn = (next: CaseDetail) => {
    changed.current = true
    setOwn((known) => (known && seqOf(known) > seqOf(next) ? known : next))
  }
  return [own && seqOf(own) > seqOf(rendered) ? own : rendered, showOwn]
}

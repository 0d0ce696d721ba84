'use client'

import { useEffect, useState } from 'react'
import { type ApiProblem, callApi } from '@/components/http/api-client'
import type { OpenInvitation } from '@/lib/access/invitations/schema'
import { LinkProblem } from '../../_components/link-problem'
import { useLinkToken } from '../../_components/use-link-token'
import { AcceptForm } from './accept-form'

/** Reads what the link invites to, then asks for a name and a password. */
export function AcceptInvitation() {
  const token = useLinkToken()
  const [invitation, setInvitation] = useState<OpenInvitation | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  useEffect(() => {
    if (token === null || token === '') return
    const controller = new AbortController()
    void callApi('POST /api/auth/invitation', { body: { token }, signal: controller.signal }).then((sent) => {
      if (controller.signal.aborted) return
      if (sent.ok) setInvitation(sent.body)
      else setProblem(sent.problem)
    })
    return () => controller.abort()
  }, [token])
  if (token === '') return <LinkProblem text="This URL has no token. Open the whole link." />
  if (problem) return <LinkProblem text={problem.message} />
  if (token === null || !invitation) return <p role="status">Reading the invitation…</p>
  return <AcceptForm token={token} invitation={invitation} />
}

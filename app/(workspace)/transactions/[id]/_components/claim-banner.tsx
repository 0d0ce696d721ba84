'use client'

import { Eye } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import type { Clock } from '@/components/fraud/clock'
import { formatExact } from '@/components/fraud/format-time'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import type { Claim } from '@/lib/desk/claims/schema'

/** A visible page renews its claim this long before the claim expires. */
const RENEW_MS = 2 * 60_000

interface ClaimBannerProps {
  transactionId: string
  claim: Claim | null
  userId: string
  clock: Clock
}

/** Who claimed the alert and until when; the user's own or a free alert has the button to claim or release it. */
export function ClaimBanner({ transactionId, claim, userId, clock }: ClaimBannerProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const mine = claim?.user_id === userId
  const send = (call: 'POST /api/claims/{transaction_id}' | 'DELETE /api/claims/{transaction_id}') =>
    startTransition(async () => {
      const sent = await callApi(call, { params: { transaction_id: transactionId } })
      if (!sent.ok) toast.error(sent.problem.message)
      router.refresh()
    })
  useRenewal(mine ? claim.expires_at : null, clock.renderedAt, transactionId)

  if (claim && !mine) {
    return (
      <p
        role="status"
        className="border-info/50 bg-info/10 flex items-center gap-2 rounded-md border px-3 py-2 text-sm"
      >
        <Eye className="text-info size-4 shrink-0" aria-hidden />
        <span>
          <span className="font-medium">{claim.user_name}</span> is looking at this until{' '}
          <Until at={claim.expires_at} timeZone={clock.timeZone} />.
        </span>
      </p>
    )
  }
  return (
    <div className="text-muted-foreground flex flex-wrap items-center gap-2 text-[13px]">
      {claim ? (
        <span>
          Kept for you until <Until at={claim.expires_at} timeZone={clock.timeZone} />
        </span>
      ) : null}
      <Button
        variant="outline"
        size="sm"
        disabled={pending}
        onClick={() => send(`${claim ? 'DELETE' : 'POST'} /api/claims/{transaction_id}`)}
      >
        <Eye aria-hidden />
        {claim ? 'Release' : 'Claim'}
      </Button>
    </div>
  )
}

/** '14:05', the exact time on hover. */
function Until({ at, timeZone }: { at: string; timeZone: string }) {
  const exact = formatExact(at, timeZone)
  return (
    <time dateTime={at} title={exact} className="figure">
      {exact.split(', ')[1]?.slice(0, 5)}
    </time>
  )
}

function useRenewal(expiresAt: string | null, renderedAt: string, transactionId: string): void {
  const router = useRouter()
  useEffect(() => {
    if (expiresAt === null) return
    const left = Date.parse(expiresAt) - Date.parse(renderedAt)
    const renew = async () => {
      if (document.visibilityState === 'hidden') return
      await callApi('POST /api/claims/{transaction_id}', { params: { transaction_id: transactionId } })
      router.refresh()
    }
    const timer = setTimeout(() => void renew(), Math.max(0, left - RENEW_MS))
    return () => clearTimeout(timer)
  }, [expiresAt, renderedAt, transactionId, router])
}

'use client'

import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { limitOf } from '@/lib/contract/permissions'
import type { ClaimChoice } from '@/lib/desk/claims/schema'
import type { AskedAboutClaims } from './ask-about-claims'
import { prepareClaims } from './prepare-claims'

interface ClaimsDialogProps extends Pick<AskedAboutClaims, 'claims' | 'skippable'> {
  mayOverride: boolean
  timeZone: string
  onAnswer: (choice: ClaimChoice | null) => void
}

/** Names who works on the alerts, and offers what this user may do. */
export default function ClaimsDialog({
  claims,
  skippable,
  mayOverride,
  timeZone,
  onAnswer,
}: ClaimsDialogProps) {
  const { who, lines } = prepareClaims(claims, timeZone)
  return (
    <AlertDialog open onOpenChange={(open) => (open ? undefined : onAnswer(null))}>
      <AlertDialogContent>
        <AlertDialogTitle>
          {who} {claims.length === 1 ? 'works on this alert' : 'work on some of these alerts'}
        </AlertDialogTitle>
        <AlertDialogDescription asChild>
          <div>
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <p className="mt-2">
              {mayOverride
                ? `Deciding anyway ends the claim. The audit log records it, and ${who} will be notified.`
                : limitOf('claim:override')}
            </p>
          </div>
        </AlertDialogDescription>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <AlertDialogCancel asChild>
            <Button variant="outline">Cancel</Button>
          </AlertDialogCancel>
          {skippable ? (
            <AlertDialogAction asChild>
              <Button variant="outline" onClick={() => onAnswer({ skip_claimed: true })}>
                Leave these, decide the rest
              </Button>
            </AlertDialogAction>
          ) : null}
          {mayOverride ? (
            <AlertDialogAction asChild>
              <Button variant="danger" onClick={() => onAnswer({ override_claim: true })}>
                Decide anyway and end the claim of {who}
              </Button>
            </AlertDialogAction>
          ) : null}
        </div>
      </AlertDialogContent>
    </AlertDialog>
  )
}

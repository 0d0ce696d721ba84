'use client'

import { useEffect, useState } from 'react'
import { Fetched } from '@/components/ui/fetched'
import type { ClaimChoice } from '@/lib/desk/claims/schema'
import { type AskedAboutClaims, whenAskedAboutClaims } from './ask-about-claims'

const loadDialog = () => import('./claims-dialog')

interface ClaimsQuestionProps {
  mayOverride: boolean
  timeZone: string
}

/** Asks what to do with alerts that other users have claimed; once on every page. */
export function ClaimsQuestion({ mayOverride, timeZone }: ClaimsQuestionProps) {
  const [asked, setAsked] = useState<AskedAboutClaims | null>(null)
  useEffect(() => whenAskedAboutClaims(setAsked), [])
  if (!asked) return null
  const answer = (choice: ClaimChoice | null) => {
    setAsked(null)
    asked.answer(choice)
  }
  return (
    <Fetched load={loadDialog} onWanted={(wanted) => wanted || answer(null)}>
      {(ClaimsDialog) => (
        <ClaimsDialog {...asked} mayOverride={mayOverride} timeZone={timeZone} onAnswer={answer} />
      )}
    </Fetched>
  )
}

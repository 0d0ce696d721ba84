'use client'

import { callApi } from '@/components/http/api-client'
import type { ExplorationSettings } from '@/lib/governance/exploration/schema'
import { ConfirmButton } from '@/components/layout/confirm-button'

/** Less exploration needs no second administrator. */
export function SwitchOff({ settings }: { settings: NonNullable<ExplorationSettings> }) {
  const { version, amount_cap, daily_budget } = settings
  return (
    <ConfirmButton
      label="Switch off"
      about="exploration"
      question="Switch exploration off?"
      text="From now on every payment that the score blocks is blocked. What was measured stays."
      send={() =>
        callApi('PUT /api/exploration', { body: { share: 0, amount_cap, daily_budget }, ifMatch: version })
      }
      done="Exploration is off."
      variant="outline"
    />
  )
}

'use client'

import { OnDemand } from '@/components/ui/on-demand'
import { CaseButton, type CaseDialogProps } from './case-button'

const load = () => import('./open-case-dialog')

/** Opens a case about what is selected, or adds it to one that exists. */
export function CaseDialogButton(props: CaseDialogProps) {
  const { label, variant, size, disabled } = props
  return (
    <OnDemand
      load={load}
      button={(press) => (
        <CaseButton
          label={label}
          variant={variant}
          size={size}
          disabled={disabled}
          aria-haspopup="dialog"
          aria-expanded={false}
          onClick={press}
        />
      )}
    >
      {(OpenCaseDialog) => <OpenCaseDialog {...props} />}
    </OnDemand>
  )
}

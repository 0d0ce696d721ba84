'use client'

import { FolderPlus } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Button } from '@/components/ui/button'
import { OnDemand } from '@/components/ui/on-demand'
import type { CaseLinks } from './link-words'

export interface CaseDialogProps extends Partial<CaseLinks> {
  defaultTitle?: string
  label?: string
  /** Opens the page of the new case; otherwise the user stays and gets a link. */
  navigate?: boolean
}

interface CaseDialogButtonProps
  extends CaseDialogProps, Pick<ComponentProps<typeof Button>, 'variant' | 'size' | 'disabled'> {}

const load = () => import('./open-case-dialog')

/** Opens a case about the selection, or adds the selection to an existing case. */
export function CaseDialogButton(props: CaseDialogButtonProps) {
  const { label = 'Open case', variant = 'outline', size = 'sm', disabled, ...dialog } = props
  const button = (
    <Button variant={variant} size={size} disabled={disabled}>
      <FolderPlus aria-hidden />
      {label}
    </Button>
  )
  return (
    <OnDemand load={load} opens="dialog" button={button}>
      {(OpenCaseDialog) => <OpenCaseDialog button={button} label={label} {...dialog} />}
    </OnDemand>
  )
}

import { FolderPlus } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Button } from '@/components/ui/button'
import type { CaseLinks } from './link-words'

export const OPEN_CASE = 'Open case'

export interface CaseDialogProps extends Partial<CaseLinks> {
  defaultTitle?: string
  label?: string
  variant?: ComponentProps<typeof Button>['variant']
  size?: ComponentProps<typeof Button>['size']
  /** Leads to the case once it is opened; elsewhere one stays on the page and gets a link. */
  navigate?: boolean
  disabled?: boolean
}

export function CaseButton({
  label = OPEN_CASE,
  variant = 'outline',
  size = 'sm',
  ...props
}: ComponentProps<typeof Button> & { label?: string }) {
  return (
    <Button variant={variant} size={size} {...props}>
      <FolderPlus aria-hidden />
      {label}
    </Button>
  )
}

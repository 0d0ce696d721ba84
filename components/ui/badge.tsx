import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from '@/components/class-names'

/** Filled badges show risk, outlined ones show decisions. */
const badgeVariants = cva(
  'inline-flex w-fit items-center gap-1.5 rounded-sm border px-1.5 text-xs leading-5 font-semibold whitespace-nowrap [&_svg]:size-3',
  {
    variants: {
      tone: {
        high: 'border-transparent bg-risk-high-fill text-risk-high-on',
        medium: 'border-transparent bg-risk-medium-fill text-risk-medium-on',
        low: 'border-transparent bg-risk-low-fill text-risk-low-on',
        'outline-high': 'border-risk-high/55 text-risk-high',
        'outline-medium': 'border-risk-medium/55 text-risk-medium',
        'outline-good': 'border-good/55 text-good',
        'outline-info': 'border-info/55 text-info',
        'outline-neutral': 'border-input/60 text-muted-foreground',
      },
    },
    defaultVariants: { tone: 'outline-neutral' },
  },
)

export type BadgeTone = NonNullable<VariantProps<typeof badgeVariants>['tone']>

export function Badge({
  className,
  tone,
  ...props
}: ComponentProps<'span'> & VariantProps<typeof badgeVariants>) {
  return <span className={cn(badgeVariants({ tone }), className)} {...props} />
}

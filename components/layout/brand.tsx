import { cn } from '@/components/class-names'

/** The product's logo: the lantern of a watchtower. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden className={cn('size-6', className)}>
      <path d="M12 1.8 21 6v6.2c0 5-3.6 8.4-9 10-5.4-1.6-9-5-9-10V6l9-4.2Z" className="fill-primary/18" />
      <path
        d="M12 1.8 21 6v6.2c0 5-3.6 8.4-9 10-5.4-1.6-9-5-9-10V6l9-4.2Z"
        className="stroke-primary"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
      <path
        d="M7.2 14.5V12M12 14.5V7.5M16.8 14.5v-4.2"
        className="stroke-primary"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
    </svg>
  )
}

/** `collapses`: shows only the logo where the sidebar is narrow. */
export function Brand({ className, collapses = false }: { className?: string; collapses?: boolean }) {
  return (
    <span className={cn('text-foreground inline-flex items-center gap-2.5', className)}>
      <BrandMark />
      <span className={cn('text-[15px] font-semibold tracking-tight', collapses && 'max-xl:sr-only')}>
        Sentinel
      </span>
    </span>
  )
}

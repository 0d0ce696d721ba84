import { cn } from '@/components/class-names'

/** The initials of a name in a circle; always beside the name or with it in its title. */
export function PersonAvatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'bg-secondary text-secondary-foreground inline-flex size-6 shrink-0 items-center justify-center rounded-full text-[10px] font-semibold',
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  )
}

/** 'Maya Chen' -> 'MC', 'Plato' -> 'P'. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const last = words.length > 1 ? words.at(-1) : undefined
  return [words[0], last].map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('')
}

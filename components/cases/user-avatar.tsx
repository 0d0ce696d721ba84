import { cn } from '@/components/class-names'

/** The initials of a name in a circle; always beside the name or with it in its title. */
export function UserAvatar({ name, className }: { name: string; className?: string }) {
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

/** Name and avatar of a user; "Unassigned" without one. */
export function UserName({ user }: { user: { name: string } | null }) {
  if (!user) return <span className="text-faint text-[13px]">Unassigned</span>
  return (
    <span className="inline-flex max-w-44 items-center gap-2 text-[13px]">
      <UserAvatar name={user.name} />
      <span className="truncate" title={user.name}>
        {user.name}
      </span>
    </span>
  )
}

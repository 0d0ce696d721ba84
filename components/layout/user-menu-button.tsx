import type { ComponentProps } from 'react'

export interface Person {
  id: string
  name: string
  email: string
  role: string
}

interface UserMenuButtonProps extends ComponentProps<'button'> {
  person: Person
}

export function UserMenuButton({ person, ...props }: UserMenuButtonProps) {
  return (
    <button
      type="button"
      className="border-input/60 bg-secondary text-secondary-foreground hover:border-input inline-flex size-9 items-center justify-center rounded-full border text-xs font-semibold"
      {...props}
    >
      <span aria-hidden>{initials(person.name)}</span>
      <span className="sr-only">Account: {person.name}</span>
    </button>
  )
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .filter(Boolean)
    .slice(0, 2)
    .join('')
    .toUpperCase()

'use client'

import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { cn } from '@/components/class-names'
import {
  completeMention,
  matchUsers,
  mentionAt,
  type MentionQuery,
  type NamedUser,
} from '@/components/cases/mentions'
import { UserAvatar } from '@/components/cases/user-avatar'
import { Textarea } from '@/components/ui/textarea'

interface MentionTextareaProps {
  label: string
  value: string
  users: readonly NamedUser[]
  placeholder?: string
  autoFocus?: boolean
  onChange: (text: string) => void
  /** Control or Command with Enter. */
  onSubmit: () => void
}

/** A text field that suggests names of users after an '@': arrows select, Enter or Tab completes, Escape closes. */
export function MentionTextarea(props: MentionTextareaProps) {
  const { label, value, users, onChange, onSubmit, ...rest } = props
  const listId = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [query, setQuery] = useState<MentionQuery | null>(null)
  const [chosen, setChosen] = useState(0)
  const offered = query ? matchUsers(users, query.query) : []
  const active = offered[Math.min(chosen, offered.length - 1)]

  const follow = ({ value: text, selectionStart }: HTMLTextAreaElement) => {
    setQuery(mentionAt(text, selectionStart))
    setChosen(0)
  }
  const complete = (user: NamedUser) => {
    if (!query) return
    const { text, caret } = completeMention(value, query, user)
    onChange(text)
    setQuery(null)
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret))
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return onSubmit()
    if (!active) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setChosen((chosen + step + offered.length) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') complete(active)
    else if (event.key === 'Escape') setQuery(null)
    else return
    event.preventDefault()
  }
  return (
    <div className="relative">
      <Textarea
        {...rest}
        ref={field}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={active ? `${listId}-${active.id}` : undefined}
        value={value}
        maxLength={8192}
        onChange={(event) => {
          onChange(event.target.value)
          follow(event.target)
        }}
        onBlur={() => setQuery(null)}
        onKeyDown={onKeyDown}
      />
      <ul
        id={listId}
        role="listbox"
        aria-label="Users"
        hidden={offered.length === 0}
        className="bg-popover absolute inset-x-0 top-full z-20 mt-1 rounded-lg border p-1 shadow-xl"
      >
        {offered.map((user) => (
          <li
            key={user.id}
            id={`${listId}-${user.id}`}
            role="option"
            aria-selected={user === active}
            className={cn(
              'flex items-center gap-2 rounded-md px-2 py-1.5 text-sm',
              user === active && 'bg-accent',
            )}
            onPointerDown={(event) => {
              event.preventDefault()
              complete(user)
            }}
          >
            <UserAvatar name={user.name} />
            {user.name}
          </li>
        ))}
      </ul>
    </div>
  )
}

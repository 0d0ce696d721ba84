'use client'

import { Search } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Input } from '@/components/ui/input'

interface SearchBoxProps {
  text: string
  onApply: (text: string) => void
}

/** Enter applies, Esc clears; `/` comes here from anywhere on the page (the shell's keys look for a search box). */
export function SearchBox({ text, onApply }: SearchBoxProps) {
  const [typed, setTyped] = useState(text)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    onApply(typed.trim())
  }
  const clear = () => {
    setTyped('')
    onApply('')
  }
  return (
    <form role="search" action="/investigate" onSubmit={onSubmit} className="relative min-w-48 flex-1">
      <Search
        aria-hidden
        className="text-faint pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2"
      />
      <Input
        type="search"
        name="q"
        aria-label="Account, device, phone, transaction or external id"
        placeholder="Account, device, phone, transaction or external id"
        value={typed}
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          clear()
        }}
        className="figure pl-9"
      />
    </form>
  )
}

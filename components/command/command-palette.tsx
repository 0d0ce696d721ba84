'use client'

import { Command as Cmdk } from 'cmdk'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { investigateHref } from '@/components/fraud/links'
import type { Section } from '@/components/layout/navigation'
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog'
import { type Action, type Command, commandGroups } from './commands'
import { firstFound, FoundRows } from './found-rows'
import { PaletteGroup, PaletteRow } from './palette-rows'
import { readVisits } from './recent'
import { useFocusReturn } from './use-focus-return'
import { type LookUp, useLookUp } from './use-look-up'

interface CommandPaletteProps {
  sections: Section[]
  userId: string
  onClose(): void
  act(action: Action): void
}

const SEARCH = 'search'

/** Pages, lists, actions, recent objects and search results, by a few letters. Loaded when it is first opened. */
export default function CommandPalette({ sections, userId, onClose, act }: CommandPaletteProps) {
  const router = useRouter()
  const returnFocus = useFocusReturn()
  const [typed, setTyped] = useState('')
  const [visits] = useState(() => readVisits(userId))
  const text = typed.trim()
  const found = useLookUp(text)
  const [selected, setSelected] = useSelected(found)

  const go = (href: string) => {
    onClose()
    router.push(href)
  }
  const run = ({ target }: Command) => {
    if ('href' in target) return go(target.href)
    onClose()
    act(target.action)
  }
  const commandRows = commandGroups(sections, text).map(({ heading, commands }) => (
    <PaletteGroup key={heading} heading={heading}>
      {commands.map((command) => (
        <PaletteRow
          key={command.id}
          value={command.id}
          label={command.label}
          hint={command.hint}
          onSelect={() => run(command)}
        />
      ))}
    </PaletteGroup>
  ))
  const recent = visits.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()))

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        aria-describedby={undefined}
        onCloseAutoFocus={returnFocus}
        className="top-[max(1rem,12vh)] max-w-xl translate-y-0 overflow-hidden p-0"
      >
        <DialogTitle className="sr-only">Command palette</DialogTitle>
        <Cmdk label="Command palette" value={selected} onValueChange={setSelected} shouldFilter={false} loop>
          <div className="flex items-center gap-3 border-b pr-12 pl-4">
            <Search className="text-faint size-4 shrink-0" aria-hidden />
            <Cmdk.Input
              value={typed}
              onValueChange={setTyped}
              maxLength={128}
              placeholder="Go to, act, or find an id, an account, a case …"
              className="placeholder:text-faint h-12 w-full bg-transparent text-sm outline-none"
            />
          </div>
          <Cmdk.List className="max-h-[min(60vh,26rem)] overflow-y-auto py-1">
            {text ? commandRows : null}
            {found.state === 'found' ? <FoundRows response={found.response} go={go} /> : null}
            {recent.length > 0 ? (
              <PaletteGroup heading="Recent">
                {recent.map(({ href, label }) => (
                  <PaletteRow
                    key={href}
                    value={`recent ${href}`}
                    label={label}
                    hint={href.split('/')[1] ?? ''}
                    onSelect={() => go(href)}
                  />
                ))}
              </PaletteGroup>
            ) : null}
            {text ? (
              <PaletteGroup heading="Search">
                <PaletteRow
                  value={SEARCH}
                  label={`Search investigations for “${text}”`}
                  hint="/investigate"
                  onSelect={() => go(investigateHref({ q: text }))}
                />
              </PaletteGroup>
            ) : (
              commandRows
            )}
          </Cmdk.List>
          <p role="status" className="text-faint border-t px-4 py-2 text-[12px]">
            {wordsOf(found)}
          </p>
        </Cmdk>
      </DialogContent>
    </Dialog>
  )
}

/** The selected row. For Enter, a search result comes before the command that searches for the same text. */
function useSelected(found: LookUp) {
  const response = found.state === 'found' ? found.response : null
  const [selected, setSelected] = useState('')
  const [seen, setSeen] = useState(response)
  if (seen !== response) {
    setSeen(response)
    const best = response && firstFound(response)
    if (selected === SEARCH && best !== null) setSelected(best)
  }
  return [selected, setSelected] as const
}

function wordsOf(found: LookUp): string {
  if (found.state === 'looking') return 'Looking …'
  if (found.state === 'failed') return 'The search failed; pages and actions still work.'
  if (found.state === 'idle')
    return 'Type at least two characters to search transactions, entities and cases.'
  const { transactions, entities, cases } = found.response
  const count = transactions.length + entities.length + cases.length
  return count === 0 ? 'No transaction, entity or case matches.' : `${count} found by “${found.text}”.`
}

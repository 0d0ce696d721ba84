'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Suspense, useState } from 'react'
import type { Section } from '@/components/layout/navigation'
import { leave } from '@/components/layout/sign-out'
import { toggleTheme } from '@/components/layout/theme'
import { Fetched } from '@/components/ui/fetched'
import { Kbd } from '@/components/ui/kbd'
import type { Action } from './commands'
import { RecentVisits } from './recent-visits'
import { takeNextAlert } from './take-next-alert'
import { useShellKeys } from './use-shell-keys'

// Loaded when they are first opened.
const loadPalette = () => import('./command-palette')
const loadHelp = () => import('./shortcut-help')
const loadNewCase = () => import('./new-case-dialog')

type Open = 'palette' | 'help' | 'new-case' | null

/** The search button, the shell's keys, and the dialogs that they open. */
export function CommandCenter({ sections, userId }: { sections: Section[]; userId: string }) {
  const router = useRouter()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const wanting = (dialog: Open) => (wanted: boolean) => setOpen(wanted ? dialog : null)
  useShellKeys({
    togglePalette: () => setOpen((now) => (now === 'palette' ? null : 'palette')),
    openPalette: () => setOpen('palette'),
    openHelp: () => setOpen('help'),
    mayGo: (href) => sections.some((section) => section.href === href),
  })
  const actions: Record<Action, () => void> = {
    'next-alert': () => void takeNextAlert((href) => router.push(href)),
    'new-case': () => setOpen('new-case'),
    'toggle-theme': toggleTheme,
    'sign-out': () => void leave(),
    help: () => setOpen('help'),
  }
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen('palette')}
        aria-keyshortcuts="Control+K Meta+K"
        className="text-muted-foreground hover:border-input hover:text-foreground inline-flex size-9 items-center justify-center gap-2 rounded-md text-[13px] lg:w-auto lg:border lg:px-3"
      >
        <Search className="size-4" aria-hidden />
        <span className="max-lg:sr-only">Search</span>
        <span className="sr-only">and commands</span>
        <Kbd aria-hidden className="hidden lg:inline-flex">
          Ctrl K
        </Kbd>
      </button>
      {open === 'palette' ? (
        <Fetched load={loadPalette} onWanted={wanting('palette')}>
          {(CommandPalette) => (
            <CommandPalette
              sections={sections}
              userId={userId}
              onClose={close}
              act={(action) => actions[action]()}
            />
          )}
        </Fetched>
      ) : null}
      {open === 'help' ? (
        <Fetched load={loadHelp} onWanted={wanting('help')}>
          {(ShortcutHelp) => <ShortcutHelp onClose={close} />}
        </Fetched>
      ) : null}
      {open === 'new-case' ? (
        <Fetched load={loadNewCase} onWanted={wanting('new-case')}>
          {(NewCaseDialog) => <NewCaseDialog onClose={close} />}
        </Fetched>
      ) : null}
      <Suspense fallback={null}>
        <RecentVisits userId={userId} />
      </Suspense>
    </>
  )
}

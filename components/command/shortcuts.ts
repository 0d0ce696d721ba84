import { DECISION_CHOICES } from '@/components/fraud/decision-choices'

/** Every keyboard shortcut, for the help; the first group works everywhere. */
export interface Shortcut {
  keys: readonly string[]
  does: string
}
export interface ShortcutGroup {
  title: string
  shortcuts: readonly Shortcut[]
}

/** `g` and then the letter opens the page. */
export const GO_TO: Readonly<Record<string, string>> = {
  d: '/dashboard',
  q: '/queue',
  i: '/investigate',
  c: '/cases',
  w: '/watchlists',
  a: '/audit',
  m: '/models',
}

const EVERYWHERE: ShortcutGroup = {
  title: 'Everywhere',
  shortcuts: [
    { keys: ['Ctrl', 'K'], does: 'Open or close the command palette' },
    { keys: ['/'], does: 'Search on this page, or open the palette' },
    { keys: ['?'], does: 'Show these shortcuts' },
    { keys: ['g', 'd'], does: 'Dashboard' },
    { keys: ['g', 'q'], does: 'Queue' },
    { keys: ['g', 'i'], does: 'Investigate' },
    { keys: ['g', 'c'], does: 'Cases' },
    { keys: ['g', 'w'], does: 'Watchlists' },
    { keys: ['g', 'm'], does: 'Models' },
    { keys: ['g', 'a'], does: 'Audit log (senior analysts and administrators)' },
    { keys: ['Esc'], does: 'Close the open dialog or menu' },
  ],
}

const DECISIONS: readonly Shortcut[] = DECISION_CHOICES.map(({ key, verb }) => ({ keys: [key], does: verb }))

const OF_PAGES: readonly (ShortcutGroup & { page: RegExp })[] = [
  {
    page: /^\/queue$/,
    title: 'Queue',
    shortcuts: [
      { keys: ['j'], does: 'Next row' },
      { keys: ['k'], does: 'Previous row' },
      { keys: ['Enter'], does: 'Open the row' },
      ...DECISIONS,
      { keys: ['u'], does: 'Undo the last decision' },
      { keys: ['x'], does: 'Select the row' },
      { keys: ['n'], does: 'Take the next alert' },
      { keys: ['/'], does: 'Go to the filters' },
    ],
  },
  {
    page: /^\/transactions\//,
    title: 'Transaction',
    shortcuts: [...DECISIONS, { keys: ['n'], does: 'Take the next alert' }],
  },
]

export const shortcutsOf = (pathname: string): ShortcutGroup[] => [
  EVERYWHERE,
  ...OF_PAGES.filter(({ page }) => page.test(pathname)),
]

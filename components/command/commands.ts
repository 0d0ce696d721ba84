import { investigateHref } from '@/components/fraud/links'
import type { Section } from '@/components/layout/navigation'

/** The commands of the palette, besides search results. */
export interface Command {
  id: string
  label: string
  hint: string
  target: { href: string } | { action: Action }
}
export type Action = 'next-alert' | 'new-case' | 'toggle-theme' | 'sign-out' | 'help'

const page = (href: string, label: string, hint: string): Command => ({
  id: href,
  label,
  hint,
  target: { href },
})
const action = (id: Action, label: string, hint: string): Command => ({
  id,
  label,
  hint,
  target: { action: id },
})

/** Frequently used lists, each a page with its filters set. */
const FILTERED: readonly Command[] = [
  page('/queue?risk_band=high', 'High-risk queue', 'open alerts, high risk'),
  page('/queue?order=time', 'Newest alerts', 'the queue by time'),
  page(investigateHref({ risk_band: 'high', decision: 'pending' }), 'High risk, pending', 'no decision yet'),
  page(investigateHref({ outcome: 'block' }), 'Blocked transactions', 'outcome block'),
  page(investigateHref({ decision: 'confirmed_fraud' }), 'Confirmed fraud', 'by decision'),
  page(investigateHref({ decision: 'false_positive' }), 'False positives', 'by decision'),
  page(investigateHref({ decision: 'escalated' }), 'Escalated transactions', 'wait for a senior analyst'),
  page('/cases?priority=critical', 'Critical cases', 'not closed'),
  page('/cases?overdue=true', 'Overdue cases', 'past their time limit'),
  page('/cases?assigned_to=me', 'My cases', 'assigned to me'),
  page('/cases?assigned_to=unassigned', 'Unassigned cases', 'without an assignee'),
  page('/watchlists?list=blocked', 'Blocked list', 'watchlist'),
  page('/watchlists?list=trusted', 'Trusted list', 'watchlist'),
]

const ACTIONS: readonly Command[] = [
  action('next-alert', 'Take the next alert', 'claims it for ten minutes'),
  action('new-case', 'New case', 'opens a form'),
  action('toggle-theme', 'Switch between dark and light', 'theme'),
  action('help', 'Keyboard shortcuts', '?'),
  action('sign-out', 'Sign out', 'ends this session'),
]

export interface CommandGroup {
  heading: string
  commands: Command[]
}

/** The permitted commands that match the text, best match first. Without a text, all of them. */
export function commandGroups(sections: readonly Section[], text: string): CommandGroup[] {
  const isOpen = ({ target }: Command): boolean =>
    !('href' in target) || sections.some(({ href }) => target.href.split('?')[0] === href)
  const pages = sections.map(({ href, label }) => page(href, label, href))
  const groups = [
    { heading: 'Pages', commands: pages },
    { heading: 'Lists', commands: FILTERED.filter(isOpen) },
    { heading: 'Actions', commands: [...ACTIONS] },
  ]
  const wanted = wordsOf(text)
  return groups
    .map(({ heading, commands }) => {
      const found = commands.flatMap((command) => {
        const place = placeOf(command, wanted)
        return place === null ? [] : [{ command, place }]
      })
      return { heading, found: found.sort((a, b) => a.place - b.place) }
    })
    .sort((a, b) => (a.found[0]?.place ?? 0) - (b.found[0]?.place ?? 0))
    .map(({ heading, found }) => ({ heading, commands: found.map(({ command }) => command) }))
    .filter(({ commands }) => commands.length > 0)
}

/**
 * How well a command matches; 0 is best: the label equals the text, begins with it, contains its words, or needs the
 * hint.
 * @returns null where a word of the text begins no word of the command
 */
function placeOf({ label, hint }: Command, wanted: readonly string[]): number | null {
  if (wanted.length === 0) return 0
  const labelWords = wordsOf(label)
  const beginsOneOf = (words: readonly string[]) => (word: string) => words.some((w) => w.startsWith(word))
  if (!wanted.every(beginsOneOf([...labelWords, ...wordsOf(hint)]))) return null
  if (!wanted.every(beginsOneOf(labelWords))) return 4
  const [whole, typed] = [labelWords.join(' '), wanted.join(' ')]
  if (whole === typed) return 0
  if (`${whole} `.startsWith(`${typed} `)) return 1
  return whole.startsWith(typed) ? 2 : 3
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

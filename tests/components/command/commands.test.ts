import { watchlistsUrl } from '@/app/(workspace)/watchlists/search-params'
import { commandGroups } from '@/components/command/commands'
import { GO_TO, shortcutsOf } from '@/components/command/shortcuts'
import { SECTIONS } from '@/components/layout/navigation'

const labels = (text: string, sections = [...SECTIONS]) =>
  commandGroups(sections, text).flatMap(({ commands }) => commands.map(({ label }) => label))

it('offers every section, and only lists of permitted sections', () => {
  expect(labels('')).toEqual(expect.arrayContaining(SECTIONS.map(({ label }) => label)))
  const queueOnly = SECTIONS.filter(({ href }) => href === '/queue')
  expect(labels('', queueOnly)).toContain('High-risk queue')
  for (const label of ['Cases', 'Critical cases', 'Blocked list', 'Confirmed fraud'])
    expect(labels('', queueOnly)).not.toContain(label)
})

it('finds a command by the beginning of its words, in any order', () => {
  expect(labels('over cas')).toEqual(['Overdue cases'])
  expect(labels('fraud conf')).toEqual(['Confirmed fraud'])
  expect(labels('verdue')).toEqual([])
})

it('ranks the best matching name first, across groups', () => {
  expect(labels('watch')[0]).toBe('Watchlists')
  expect(labels('cases')[0]).toBe('Cases')
  expect(labels('new')[0]).toBe('New case')
  expect(labels('newe')[0]).toBe('Newest alerts')
  expect(labels('sign')[0]).toBe('Sign out')
  expect(labels('queue').slice(0, 2)).toEqual(['Queue', 'High-risk queue'])
})

it('links to the list that it names', () => {
  const listOf = (text: string) => {
    const [command] = commandGroups(SECTIONS, text).flatMap(({ commands }) => commands)
    const href = command && 'href' in command.target ? command.target.href : ''
    return watchlistsUrl.parse(Object.fromEntries(new URL(href, 'http://localhost').searchParams)).filter.list
  }
  expect([listOf('blocked list'), listOf('trusted list')]).toEqual(['blocked', 'trusted'])
})

it('names each command once', () => {
  const ids = commandGroups(SECTIONS, '').flatMap(({ commands }) => commands.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
})

it('opens sections by two keys', () => {
  for (const href of Object.values(GO_TO)) expect(SECTIONS.map((section) => section.href)).toContain(href)
})

it('shows the keys of the open page and those of every page', () => {
  expect(shortcutsOf('/cases').map(({ title }) => title)).toEqual(['Everywhere'])
  expect(shortcutsOf('/queue').map(({ title }) => title)).toEqual(['Everywhere', 'Queue'])
})

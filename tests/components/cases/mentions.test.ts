import {
  completeMention,
  matchUsers,
  mentionAt,
  mentionedIn,
  splitMentions,
} from '@/components/cases/mentions'

const users = [
  { id: '1', name: 'Ann' },
  { id: '2', name: 'Ann Lee' },
  { id: '3', name: 'José Núñez' },
]

it('finds the mention that is being typed, and only there', () => {
  expect(mentionAt('ask @jo', 7)).toEqual({ start: 4, query: 'jo' })
  expect(mentionAt('@', 1)).toEqual({ start: 0, query: '' })
  expect(mentionAt('(@ann lee', 9)).toEqual({ start: 1, query: 'ann lee' })
  expect(mentionAt('mail a@b.example', 16)).toBeNull()
  expect(mentionAt('@ann\nnext', 9)).toBeNull()
  expect(mentionAt('no mention', 10)).toBeNull()
})

it('offers users by the start of any of their names, in any letter case', () => {
  expect(matchUsers(users, 'x').map(({ id }) => id)).toEqual([])
  expect(matchUsers(users, 'NÚ').map(({ id }) => id)).toEqual(['3'])
  expect(matchUsers(users, 'ann').map(({ id }) => id)).toEqual(['1', '2'])
  expect(matchUsers(users, 'ann l').map(({ id }) => id)).toEqual(['2'])
})

it('completes the name, keeps what follows and puts the caret after it', () => {
  const query = mentionAt('ask @jo please', 7)
  expect(query && completeMention('ask @jo please', query, { id: '3', name: 'José Núñez' })).toEqual({
    text: 'ask @José Núñez please',
    caret: 16,
  })
})

it('reads mentions: the longest name, each user once, no part of a word or an e-mail address', () => {
  expect(mentionedIn('@Ann Lee and @ann lee, not @Anna nor x@Ann', users)).toEqual(['2'])
  expect(mentionedIn('@José Núñez: ask @Ann.', users)).toEqual(['3', '1'])
  expect(mentionedIn('nobody', users)).toEqual([])
})

it('splits a note into mentions and text without loss', () => {
  const text = 'Hi @Ann Lee, see @nobody. @Ann'
  const parts = splitMentions(text, users)
  expect(parts.map((part) => part.text).join('')).toBe(text)
  expect(parts.flatMap(({ user }) => (user ? [user.id] : []))).toEqual(['2', '1'])
})

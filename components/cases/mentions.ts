/** Finds and completes @mentions in a note. A mention is '@' and the user's full name, as the list offers it. */
export interface NamedUser {
  id: string
  name: string
}

/** The text between an '@' and the caret; null where no mention is being typed. */
export interface MentionQuery {
  /** The position of the '@'. */
  start: number
  query: string
}

const MAX_QUERY = 40
const BEFORE_AT = /[\s(,;:]/

export function mentionAt(text: string, caret: number): MentionQuery | null {
  const start = text.lastIndexOf('@', caret - 1)
  if (start < 0 || (start > 0 && !BEFORE_AT.test(text.charAt(start - 1)))) return null
  const query = text.slice(start + 1, caret)
  return query.length > MAX_QUERY || query.includes('\n') ? null : { start, query }
}

/** Users with a name of which a word starts with the typed text, at most six. */
export function matchUsers<T extends NamedUser>(users: readonly T[], query: string): T[] {
  const wanted = fold(query)
  const fits = ({ name }: NamedUser) =>
    fold(name).startsWith(wanted) ||
    fold(name)
      .split(/\s+/)
      .some((word) => word.startsWith(wanted))
  return users.filter(fits).slice(0, 6)
}

/** The text with the mention completed, and the new position of the caret. */
export function completeMention(
  text: string,
  { start, query }: MentionQuery,
  user: NamedUser,
): { text: string; caret: number } {
  const mention = `@${user.name} `
  const rest = text.slice(start + 1 + query.length).replace(/^ /, '')
  return { text: text.slice(0, start) + mention + rest, caret: start + mention.length }
}

/** The ids of everyone whom the text names with an '@', each once. */
export const mentionedIn = (text: string, users: readonly NamedUser[]): string[] => [
  ...new Set(splitMentions(text, users).flatMap(({ user }) => (user ? [user.id] : []))),
]

export interface NotePart {
  text: string
  user?: NamedUser
}

/** The text in pieces, so that mentions can be shown as such. The longest name wins: '@Ann Lee' is not '@Ann'. */
export function splitMentions(text: string, users: readonly NamedUser[]): NotePart[] {
  const byLength = [...users].sort((a, b) => b.name.length - a.name.length)
  const parts: NotePart[] = []
  let plainFrom = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at < plainFrom || (at > 0 && !BEFORE_AT.test(text.charAt(at - 1)))) continue
    const user = byLength.find(({ name }) => isNamedAt(text, at + 1, name))
    if (!user) continue
    if (at > plainFrom) parts.push({ text: text.slice(plainFrom, at) })
    plainFrom = at + 1 + user.name.length
    parts.push({ text: text.slice(at, plainFrom), user })
  }
  if (plainFrom < text.length) parts.push({ text: text.slice(plainFrom) })
  return parts
}

function isNamedAt(text: string, from: number, name: string): boolean {
  const found = text.slice(from, from + name.length)
  const next = text.charAt(from + name.length)
  return fold(found) === fold(name) && !/[\p{L}\p{N}]/u.test(next)
}

const fold = (text: string): string => text.toLocaleLowerCase('en')

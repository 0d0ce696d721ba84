/** A readable name of a value: 'account_takeover' -> 'Account takeover'. */
export function inWords(name: string): string {
  const words = name.replaceAll(/[_-]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

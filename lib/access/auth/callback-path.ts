/** The URL after sign-in: a path of this site. Anything else becomes the start page. */
export function safeCallbackPath(value: string | null | undefined): string {
  if (!value || !/^\/(?![/\\])[\x21-\x7e]*$/.test(value) || value.includes('\\')) return '/'
  const resolved = new URL(value, 'http://here.invalid')
  if (resolved.host !== 'here.invalid' || /^\/(%2f|%5c|\/)/i.test(resolved.pathname)) return '/'
  return resolved.pathname + resolved.search + resolved.hash
}

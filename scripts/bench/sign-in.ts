/** Signs in as a browser does and returns the Cookie header. */
export async function signIn(url: string, email: string, password: string): Promise<string> {
  const jar = new Map<string, string>()
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair)
    }
  }
  const cookie = () => [...jar.values()].join('; ')
  const csrf = await fetch(`${url}/api/auth/csrf`)
  keep(csrf)
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const result = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: cookie(), origin: url },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  })
  keep(result)
  if (![...jar.keys()].some((name) => name.endsWith('sentinel-session')))
    throw new Error('the bench could not sign in')
  return cookie()
}

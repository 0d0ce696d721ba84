import { TEST_PASSWORD } from './tenant'

/** Keeps cookies and sends the Origin header as a browser does. */
export function browserOf({ url }: { url: string }, site = 'same-origin') {
  const jar = new Map<string, string>()
  return {
    jar,
    async send(path: string, init: RequestInit = {}) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await fetch(url + path, {
        ...init,
        redirect: 'manual',
        headers: { cookie, 'sec-fetch-site': site, ...(init.headers as Record<string, string>) },
      })
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value === '' || /max-age=0/i.test(line)) jar.delete(name)
        else jar.set(name, value)
      }
      return response
    },
    async submit(action: string, fields: Record<string, string>) {
      const { csrfToken } = (await (await this.send('/api/auth/csrf')).json()) as { csrfToken: string }
      return this.send(`/api/auth/${action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ ...fields, csrfToken, json: 'true' }),
      })
    },
    signIn(email: string, password = TEST_PASSWORD) {
      return this.submit('callback/credentials', { email, password, callbackUrl: '/queue' })
    },
  }
}

/** Why a sign-in was rejected. */
export const errorOf = async (response: Response) =>
  new URL(((await response.json()) as { url: string }).url).searchParams.get('error')

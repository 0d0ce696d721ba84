import { randomBytes } from 'node:crypto'
import { POST as postLogin } from '@/app/api/auth/login/route'
import { GET as getMe } from '@/app/api/auth/me/route'
import { stampPeerAddress } from '@/lib/access/auth'
import { TEST_PASSWORD } from '../../../support/tenant'

export const ORIGIN = 'http://localhost:3000'

/** Route handlers are called without a socket here: the last hop of the header replaces its address. */
export function newIp(): string {
  stampPeerAddress()
  return `10.${[...randomBytes(3)].join('.')}`
}

export const jsonRequest = (
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) =>
  new Request(ORIGIN + path, {
    method,
    headers: {
      host: 'localhost:3000',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

export const login = (body: Record<string, unknown>, ip = newIp(), cookie?: string) =>
  postLogin(
    jsonRequest('POST', '/api/auth/login', body, { 'x-forwarded-for': ip, ...(cookie && { cookie }) }),
  )

export async function tokenOf(email: string, password = TEST_PASSWORD): Promise<string> {
  const response = await login({ email, password })
  if (response.status !== 200)
    throw new Error(`sign-in returned ${response.status}: ${await response.text()}`)
  return ((await response.json()) as { access_token: string }).access_token
}

export const me = (headers: Record<string, string>) =>
  getMe(jsonRequest('GET', '/api/auth/me', undefined, headers))

export async function codeOf(response: Response): Promise<string> {
  const { type } = (await response.json()) as { type: string }
  return type.split('/').at(-1) ?? ''
}

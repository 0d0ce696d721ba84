import { defineOperation } from '@/lib/contract/operation'
import { AppError } from '@/lib/platform/errors'
import { ACCESS_TOKEN_MINUTES, issueAccessToken } from './access-token'
import { clientIp } from './client-ip'
import { permissionsOf } from '@/lib/contract/permissions'
import { loginResponseSchema, loginBodySchema, meResponseSchema } from './schema'
import { signIn } from './sign-in'
import { signOut } from './sign-out'

export const loginOperation = defineOperation({
  id: 'login',
  method: 'POST',
  path: '/api/auth/login',
  tag: 'Authentication',
  summary: 'Exchange e-mail and password for a bearer token',
  description:
    'After five failures in a row an account answers 429 for a growing time, at most 15 minutes; the right password waits as well. An address that exists in several institutions needs `tenant`.',
  auth: 'public',
  body: loginBodySchema,
  bodyLimitBytes: 4_096,
  response: { status: 200, schema: loginResponseSchema },
  errors: [
    'invalid-credentials',
    'tenant-suspended',
    'too-many-requests',
    'overloaded',
    'database-unavailable',
  ],
  async handler({ body, request, requestId }) {
    const { headers } = request
    const signedIn = await signIn(body, 'token', {
      ip: clientIp(headers),
      userAgent: headers.get('user-agent'),
      requestId,
    })
    return {
      access_token: await issueAccessToken(signedIn),
      token_type: 'bearer' as const,
      expires_in_minutes: ACCESS_TOKEN_MINUTES,
    }
  },
})

export const getMeOperation = defineOperation({
  id: 'getMe',
  method: 'GET',
  path: '/api/auth/me',
  tag: 'Authentication',
  summary: 'The signed-in person',
  auth: 'user',
  response: { status: 200, schema: meResponseSchema },
  errors: [],
  handler({ ctx: { actor, tenant } }) {
    if (actor.kind !== 'user') throw new AppError('missing-permission')
    return {
      id: actor.id,
      email: actor.email,
      full_name: actor.name,
      role: actor.role,
      tenant_id: tenant.id,
      tenant_slug: tenant.slug,
      permissions: [...permissionsOf(actor.role)],
    }
  },
})

export const logoutOperation = defineOperation({
  id: 'logout',
  method: 'POST',
  path: '/api/auth/logout',
  tag: 'Authentication',
  summary: 'End the session of this token or cookie',
  auth: 'user',
  response: { status: 204, description: 'The session has ended' },
  errors: [],
  async handler({ ctx }) {
    await signOut(ctx)
    return undefined
  },
})

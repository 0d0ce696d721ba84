import { importRule } from './imports.mjs'

/** Redirects a page's visitor to the login screen, which only Next can do. */
const REDIRECTS = 'lib/access/auth/require-user.ts'

const POLICIES = [
  {
    specifier: /^(pg|@prisma)(\/|$)|\/db\/generated\//,
    isAllowedIn: (file) => file.startsWith('lib/platform/db/'),
    message: 'Only lib/platform/db speaks to the database; go through withTenant().',
  },
  {
    specifier: /^@platformatic\/kafka$/,
    isAllowedIn: (file) => !file.startsWith('lib/') || file.startsWith('lib/scoring/stream/worker/'),
    message: 'Only the worker of the stream speaks to Kafka.',
  },
  {
    specifier: /^next(\/|$)/,
    isAllowedIn: (file) => !file.startsWith('lib/') || file === REDIRECTS,
    message: 'lib knows no framework; only app may import Next.',
  },
  {
    specifier: /^(node:)?process$/,
    isAllowedIn: () => false,
    message: 'Only lib/platform/env.ts reads the environment.',
  },
]

export const packages = importRule((file, specifier) => {
  const broken = POLICIES.find((policy) => policy.specifier.test(specifier) && !policy.isAllowedIn(file))
  return broken?.message ?? null
})

/** A rule that reports each node of the selector (https://eslint.org/docs/latest/extend/selectors). */
const forbid = (selector, message) => ({
  create: (context) => ({ [selector]: (node) => context.report({ node, message }) }),
})

/** Classes of the runtime. Another class exists once per bundle of a process, so `instanceof` misses its instances. */
const SHARED_CLASSES = 'Error|ReadableStream|Blob|HTMLElement'

export const SYNTAX = {
  'no-unsafe-sql': forbid(
    "MemberExpression[property.name=/^[$](queryRaw|executeRaw)Unsafe$/], MemberExpression[object.name='Prisma'][property.name='raw']",
    'Text becomes SQL here; use the tagged template or Prisma.sql.',
  ),
  'no-packed-spread': forbid(
    'SpreadElement > :matches(ObjectExpression, ArrayExpression), JSXSpreadAttribute > ObjectExpression',
    'A spread of a literal only packs lines; write its parts.',
  ),
  'no-own-instanceof': forbid(
    `BinaryExpression[operator='instanceof'][right.name!=/^(${SHARED_CLASSES})$/]`,
    'Each bundle has its own class; test a property, as isAppError() does.',
  ),
  'no-untyped-coercion': forbid(
    "CallExpression[callee.object.property.name='coerce'][callee.property.name='number']:not([typeArguments])",
    'The input of the typed client becomes unknown; write z.coerce.number<number | string>().',
  ),
  'no-early-page': forbid(
    'CallExpression[callee.property.name=/^(goto|reload)$/]',
    'The page may not hear the next step yet; use openPage() or reopenPage() of tests/support/open-page.ts.',
  ),
  'no-environment': forbid(
    "MemberExpression[object.name='process'][property.name='env']",
    'Only lib/platform/env.ts reads the environment.',
  ),
}

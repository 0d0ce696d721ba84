/** A piece of code and the lint rule that it breaks. */
export interface Snippet {
  rule: string
  /** A folder, or a file where its name matters. */
  at: string
  code: string
}

const snippet = (rule: string, at: string, code: string): Snippet => ({ rule, at, code })

const IMPORTS: Snippet[] = [
  // A room and the rooms before it, types included, in every form of import.
  snippet(
    'sentinel/rooms',
    'lib/engine/policy',
    "import { a } from '@/lib/desk/cases'\nexport const b = a\n",
  ),
  snippet('sentinel/rooms', 'lib/engine/policy', "export type { A } from '@/lib/desk/cases'\n"),
  snippet('sentinel/rooms', 'lib/engine/policy', "export * from '../../desk/cases/schema'\n"),
  snippet('sentinel/rooms', 'lib/engine/policy', "export const a = () => import('@/lib/desk/cases')\n"),
  snippet('sentinel/rooms', 'lib/engine/policy', "export type A = import('@/lib/desk/cases').A\n"),
  snippet('sentinel/rooms', 'lib/platform', "import '@/lib/http/run-operation'\n"),
  // The entry points of a noun.
  snippet('sentinel/rooms', 'lib/desk/queue', "import '@/lib/desk/cases/get-case'\n"),
  snippet('sentinel/rooms', 'lib/desk/queue', "import '@/lib/desk/cases/api'\n"),
  snippet('sentinel/rooms', 'app', "import '@/lib/desk/cases/get-case'\n"),
  snippet('sentinel/rooms', 'components/cases', "import '@/lib/desk/cases'\n"),
  // The direction between app, components and lib, and out of the product.
  snippet('sentinel/rooms', 'lib/desk/cases', "import '@/components/ui/button'\n"),
  snippet('sentinel/rooms', 'components/cases', "import '@/app/api/operations'\n"),
  snippet('sentinel/rooms', 'components/http/api-types.ts', "import '@/app/api/operations'\n"),
  snippet('sentinel/rooms', 'lib/desk/cases', "import '../../../tests/support/tenant'\n"),
  snippet('sentinel/packages', 'lib/desk/cases', "import 'pg'\n"),
  snippet('sentinel/packages', 'lib/scoring/stream', "import '@platformatic/kafka'\n"),
  snippet('sentinel/packages', 'app', "import '@prisma/client'\n"),
  snippet('sentinel/packages', 'lib/platform', "import './db/generated/client'\n"),
  snippet('sentinel/packages', 'lib/platform/db', "import 'next/headers'\n"),
  snippet('sentinel/packages', 'components/cases', "import 'node:process'\n"),
]

const SYNTAX: Snippet[] = [
  snippet('sentinel/no-packed-spread', 'tests/lib', 'export const a = { ...{ b: 1 } }\n'),
  snippet('sentinel/no-packed-spread', 'components/ui', 'export const A = () => <p {...{ id: "a" }} />\n'),
  snippet(
    'sentinel/no-unsafe-sql',
    'scripts',
    'export const a = (db: any) => db.$queryRawUnsafe("select 1")\n',
  ),
  snippet(
    'sentinel/no-unsafe-sql',
    'lib/desk/cases',
    'declare const Prisma: any\nexport const a = Prisma.raw("1")\n',
  ),
  snippet(
    'sentinel/no-own-instanceof',
    'lib/desk/cases',
    'class A {}\nexport const a = (b: unknown) => b instanceof A\n',
  ),
  snippet(
    'sentinel/no-untyped-coercion',
    'lib/desk/cases',
    'declare const z: any\nexport const a = z.coerce.number()\n',
  ),
  snippet('sentinel/no-early-page', 'tests/e2e', "export const a = (page: any) => page.goto('/queue')\n"),
  snippet('sentinel/no-environment', 'lib/desk/cases', 'export const a = process.env.HOME\n'),
  snippet('sentinel/no-environment', 'middleware.ts', 'export const a = process.env.HOME\n'),
  snippet('sentinel/no-page-loads', 'components/ui', "export const a = () => location.assign('/queue')\n"),
  snippet(
    'sentinel/no-page-loads',
    'components/ui',
    'export const a = (id: string) => { window.location.href = `/cases/${id}` }\n',
  ),
  snippet(
    'sentinel/no-page-loads',
    'app',
    "const url = '/queue'\nexport const a = () => window.location.assign(url + '?a')\n",
  ),
]

const LANGUAGE: Snippet[] = [
  snippet('no-unused-vars', 'scripts', 'const a = 1\n'),
  snippet('no-unused-vars', 'scripts/a.mjs', 'const a = 1\n'),
  snippet('no-unused-vars', 'tests', 'export function a() { try { a() } catch (error) {} }\n'),
  snippet('no-unused-expressions', 'tests', 'declare const a: number\na === 1\n'),
  snippet('no-var', 'tests', 'export var a = 1\n'),
  snippet('prefer-const', 'tests', 'let a = 1\nexport const b = a\n'),
  snippet(
    'typescript/ban-ts-comment',
    'tests',
    '// @ts-ignore: the types are wrong\nexport const a: number = 1\n',
  ),
  snippet('typescript/ban-ts-comment', 'tests', '// @ts-expect-error\nexport const a: number = "1"\n'),
  snippet('typescript/no-empty-object-type', 'tests', 'export type A = {}\n'),
  snippet('typescript/no-explicit-any', 'tests', 'export const a = (b: any) => b\n'),
  snippet('typescript/no-floating-promises', 'tests', 'export const a = async () => {}\na()\n'),
  snippet(
    'typescript/no-misused-promises',
    'tests',
    'export const a = async () => {}\nif (a()) throw new Error()\n',
  ),
  snippet('typescript/no-namespace', 'tests', 'export namespace A { export const b = 1 }\n'),
  snippet('typescript/no-require-imports', 'tests', "export const a = require('node:fs')\n"),
  snippet('typescript/no-unsafe-function-type', 'tests', 'export type A = Function\n'),
  snippet('typescript/no-wrapper-object-types', 'tests', 'export type A = String\n'),
  snippet('typescript/prefer-as-const', 'tests', "export const a = 'b' as 'b'\n"),
]

const component = (body: string): string =>
  `import { useEffect, useMemo, useRef, useState } from 'react'\nexport function Component(props: { a: { b: number } }) {\n${body}\n}\n`

const SCREENS: Snippet[] = [
  snippet('react/jsx-key', 'components/ui', 'export const A = () => [1, 2].map((a) => <p>{a}</p>)\n'),
  snippet('react/jsx-no-duplicate-props', 'components/ui', 'export const A = () => <p id="a" id="b" />\n'),
  snippet('react/no-unescaped-entities', 'components/ui', "export const A = () => <p>it's</p>\n"),
  snippet('react/no-children-prop', 'components/ui', 'export const A = () => <p children="a" />\n'),
  snippet(
    'react/display-name',
    'components/ui',
    "import { forwardRef } from 'react'\nexport const A = forwardRef((_props, _ref) => <p />)\n",
  ),
  snippet(
    'react/no-unsafe',
    'components/ui',
    "import { Component } from 'react'\nexport class A extends Component { componentWillMount() {} render() { return null } }\n",
  ),
  snippet('react/rules-of-hooks', 'components/ui', component('if (props.a.b) useState(0)\nreturn null')),
  snippet(
    'react/exhaustive-deps',
    'components/ui',
    component('const { b } = props.a\nuseEffect(() => console.log(b), [])\nreturn null'),
  ),
  snippet('react/immutability', 'components/ui', component('props.a.b = 1\nreturn <p />')),
  snippet('react/purity', 'components/ui', component('return <p>{Math.random()}</p>')),
  snippet('react/refs', 'components/ui', component('const a = useRef(0)\nreturn <p>{a.current}</p>')),
  snippet(
    'react/set-state-in-effect',
    'components/ui',
    component('const [a, setA] = useState(0)\nuseEffect(() => { setA(1) }, [])\nreturn <p>{a}</p>'),
  ),
  snippet(
    'react/set-state-in-render',
    'components/ui',
    component('const [a, setA] = useState(0)\nsetA(1)\nreturn <p>{a}</p>'),
  ),
  snippet(
    'react/static-components',
    'components/ui',
    component('const Inner = () => <p />\nreturn <Inner />'),
  ),
  snippet('react/error-boundaries', 'components/ui', component('try { return <p /> } catch { return null }')),
  snippet(
    'react/globals',
    'components/ui',
    'let shared = 0\n' + component('shared = 1\nreturn <p>{shared}</p>'),
  ),
  snippet(
    'react/use-memo',
    'components/ui',
    component('const a = useMemo(async () => 1, [])\nreturn <p>{String(a)}</p>'),
  ),
  snippet('jsx-a11y/alt-text', 'components/ui', 'export const A = () => <img src="a" />\n'),
  snippet('jsx-a11y/aria-props', 'components/ui', 'export const A = () => <p aria-labeledby="a" />\n'),
  snippet('jsx-a11y/aria-proptypes', 'components/ui', 'export const A = () => <p aria-hidden="yes" />\n'),
  snippet(
    'jsx-a11y/role-has-required-aria-props',
    'components/ui',
    'export const A = () => <p role="checkbox" />\n',
  ),
  snippet(
    'jsx-a11y/role-supports-aria-props',
    'components/ui',
    'export const A = () => <ul role="list" aria-checked="true" />\n',
  ),
  snippet('nextjs/no-img-element', 'components/ui', 'export const A = () => <img src="a" alt="a" />\n'),
  snippet('nextjs/no-html-link-for-pages', 'app/page.tsx', 'export const A = () => <a href="/queue">a</a>\n'),
  snippet(
    'nextjs/no-async-client-component',
    'components/ui',
    "'use client'\nexport default async function A() { return <p /> }\n",
  ),
  snippet('nextjs/no-sync-scripts', 'app', 'export const A = () => <script src="a.js" />\n'),
  snippet(
    'nextjs/inline-script-id',
    'app',
    "import Script from 'next/script'\nexport const A = () => <Script>{'a'}</Script>\n",
  ),
  snippet('import/no-anonymous-default-export', 'components/ui', 'export default { a: 1 }\n'),
]

export const FORBIDDEN: readonly Snippet[] = [...IMPORTS, ...SYNTAX, ...LANGUAGE, ...SCREENS]

export const ALLOWED: readonly Snippet[] = [
  snippet(
    'sentinel/rooms',
    'lib/desk/queue',
    "import '@/lib/desk/cases'\nimport '../cases/schema'\nimport '@/lib/platform/ids'\n",
  ),
  snippet(
    'sentinel/rooms',
    'lib/desk/cases/brief',
    "import '../get-case'\nimport '@/lib/engine/policy'\nimport 'zod'\n",
  ),
  snippet(
    'sentinel/rooms',
    'app/(workspace)',
    "import '@/lib/desk/cases/api'\nimport '@/components/ui/button'\nimport '@/package.json'\n",
  ),
  snippet(
    'sentinel/rooms',
    'components/cases',
    "import '@/lib/desk/cases/schema'\nimport '@/lib/engine/policy'\nimport './a'\n",
  ),
  snippet(
    'sentinel/rooms',
    'components/http/api-types.ts',
    "import type { Nouns } from '@/app/api/operations'\nexport type A = Nouns\n",
  ),
  snippet('sentinel/rooms', 'tests/lib', "import '@/lib/desk/cases/get-case'\n"),
  snippet('sentinel/packages', 'lib/platform/db', "import 'pg'\nimport './generated/client'\n"),
  snippet('sentinel/packages', 'lib/access/auth/require-user.ts', "import 'next/navigation'\n"),
  snippet('sentinel/packages', 'app', "import 'next/link'\nimport 'next-auth/react'\n"),
  snippet('sentinel/no-early-page', 'tests/support', "export const a = (page: any) => page.goto('/queue')\n"),
  snippet('sentinel/no-environment', 'lib/platform/env.ts', 'export const a = process.env.HOME\n'),
  snippet(
    'sentinel/no-own-instanceof',
    'lib/desk/cases',
    'export const a = (b: unknown) => b instanceof Error\n',
  ),
  snippet(
    'sentinel/no-untyped-coercion',
    'lib/desk/cases',
    'declare const z: any\nexport const a = z.coerce.number<string>()\n',
  ),
  snippet('sentinel/no-packed-spread', 'lib/desk/cases', 'const b = [1]\nexport const a = [...b]\n'),
  snippet(
    'sentinel/no-page-loads',
    'components/ui',
    "export const a = (b: boolean) => location.assign(b ? '/a' : '/b')\n",
  ),
  snippet(
    'sentinel/no-page-loads',
    'components/ui',
    "export const a = () => location.assign('https://example.com')\n",
  ),
  snippet('no-unused-vars', 'tests', 'export const a = (_b: number) => 1\n'),
]

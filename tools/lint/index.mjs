// Our own rules of oxlint: the import order, and syntax with which the product made mistakes. docs/adr/0035-lint-and-format-with-oxc.md says why.
import { SYNTAX } from './forbidden-syntax.mjs'
import { packages } from './packages.mjs'
import { pageLoads } from './page-loads.mjs'
import { rooms } from './rooms.mjs'

export default {
  meta: { name: 'sentinel' },
  rules: { ...SYNTAX, rooms, packages, 'no-page-loads': pageLoads },
}

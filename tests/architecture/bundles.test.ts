import ts from 'typescript'
import { readSource, sourceFiles } from '../support/source-files'

/**
 * Next bundles instrumentation, route handlers and pages apart, so each has its own copy of a module. Its state must be
 * made by singleton(), and its symbols by Symbol.for(). oxlint forbids `instanceof` of classes that are copied too.
 */
const files = sourceFiles(['app/api', 'lib', 'instrumentation.ts'], ['.ts']).filter(
  (file) => !file.includes('/generated/'),
)

/** Collections that start empty are filled later; these classes hold state from the start. */
const COLLECTIONS = ['Map', 'Set', 'WeakMap', 'WeakSet']
const STATEFUL = /^(LRUCache|AsyncLocalStorage|EventEmitter|Pool|Client|RateLimiter\w+|PrismaClient)$/

/** Created with each object of a class, not when the module loads. */
const isFieldOfInstances = (node: ts.Node): boolean =>
  ts.isPropertyDeclaration(node) && !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)

/** What the module itself creates when it loads, without what its functions create when they are called. */
function stateOf(source: string): string[] {
  const file = ts.createSourceFile('module.ts', source, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node) || isFieldOfInstances(node)) return
    if (ts.isCallExpression(node) && node.expression.getText() === 'singleton') return
    if (ts.isCallExpression(node) && node.expression.getText() === 'Symbol') found.push(node.getText())
    if (ts.isNewExpression(node)) {
      const name = node.expression.getText()
      const isEmpty = (node.arguments?.length ?? 0) === 0
      if (STATEFUL.test(name) || (isEmpty && COLLECTIONS.includes(name))) found.push(node.getText())
    }
    if (ts.isVariableDeclarationList(node) && !(node.flags & ts.NodeFlags.Const)) found.push(node.getText())
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

test('no module keeps state or a symbol that another bundle of the process does not see', () => {
  expect(files.length).toBeGreaterThan(200)
  const found = files.flatMap((file) => stateOf(readSource(file)).map((state) => `${file}: ${state}`))
  expect(found).toEqual([])
})

test.each([
  ['let last = 0', 1],
  ['const seen = new Map<string, string>()', 1],
  ['const cache = new LRUCache({ max: 1 })', 1],
  ["const brand = Symbol('brand')", 1],
  ['const state = { seen: new Set() }', 1],
  ['class Counter { static readonly all = new Set() }', 1],
  ['class Counter { private readonly all = new Set() }', 0],
  ["const seen = singleton('seen', () => new Map())", 0],
  ["const brand = Symbol.for('brand')", 0],
  ["const KINDS = new Set(['a'])", 0],
  ['function count() { let n = 0; return new Map() }', 0],
])('judges %s', (source, findings) => {
  expect(stateOf(source)).toHaveLength(findings)
})

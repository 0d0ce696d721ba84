import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '..', '..')

/** The file being linted, relative to the repository, with slashes. */
const fileOf = (context) => path.relative(ROOT, context.filename).split(path.sep).join('/')

/** A rule that judges every import of a file; `objectionTo` returns the message, or null where the import is allowed. */
export const importRule = (objectionTo) => ({
  create(context) {
    const file = fileOf(context)
    const judge = (node, source) => {
      if (typeof source?.value !== 'string') return
      const message = objectionTo(file, source.value, isTypeOnly(node))
      if (message !== null) context.report({ node: source, message })
    }
    const judgeSource = (node) => judge(node, node.source)
    return {
      ImportDeclaration: judgeSource,
      ExportNamedDeclaration: judgeSource,
      ExportAllDeclaration: judgeSource,
      ImportExpression: judgeSource,
      TSImportType: judgeSource,
      TSExternalModuleReference: (node) => judge(node, node.expression),
      "CallExpression[callee.name='require']": (node) => judge(node, node.arguments[0]),
    }
  },
})

/** The path in the repository that the specifier names, without extension; null for a package. */
export function resolve(file, specifier) {
  const isRelative = specifier.startsWith('.')
  if (!isRelative && !specifier.startsWith('@/')) return null
  const target = isRelative ? path.posix.join(path.posix.dirname(file), specifier) : specifier.slice(2)
  return target.replace(/\.tsx?$/, '')
}

const isTypeOnly = (node) =>
  node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type'

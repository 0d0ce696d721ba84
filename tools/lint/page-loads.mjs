const LOCATION = /^((window|globalThis|document|self)\.)?location$/
const ABSOLUTE_URL = /^([a-z][a-z\d+.-]*:|\/\/)/i

/** Rejects that `location` loads a page of the product: Next's router changes the page without loading it anew. */
export const pageLoads = {
  create(context) {
    const { sourceCode } = context
    const judge = (node, object, url) => {
      if (!LOCATION.test(sourceCode.getText(object))) return
      const start = startOf(url, sourceCode)
      if (start === null || ABSOLUTE_URL.test(start)) return
      context.report({
        node,
        message: 'Use <Link>, redirect() or useRouter().push() for a page of the product.',
      })
    }
    return {
      "CallExpression[callee.property.name='assign'][arguments.length>0]": (node) =>
        judge(node, node.callee.object, node.arguments[0]),
      "AssignmentExpression[left.property.name='href']": (node) => judge(node, node.left.object, node.right),
    }
  },
}

/** The text that a string expression begins with; null where the code does not say it. */
function startOf(node, sourceCode) {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? node.value : null
    case 'TemplateLiteral':
      return node.quasis[0].value.cooked || null
    case 'BinaryExpression':
      return startOf(node.left, sourceCode)
    case 'Identifier': {
      const value = initialValueOf(node, sourceCode)
      return value ? startOf(value, sourceCode) : null
    }
    default:
      return null
  }
}

function initialValueOf(identifier, sourceCode) {
  for (let scope = sourceCode.getScope(identifier); scope; scope = scope.upper) {
    const variable = scope.set.get(identifier.name)
    if (variable) return variable.defs[0]?.node.init
  }
  return null
}

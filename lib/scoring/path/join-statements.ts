import type { Statement } from '@/lib/platform/db'

const texts = new Map<string, string>()

/** Parameters of a later statement follow those of the ones before it. */
const renumber = (text: string, offset: number): string =>
  text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + offset}`)

function join(statements: readonly Statement[]): string {
  let offset = 0
  const parts = statements.map(({ text, values }) => {
    const part = renumber(text, offset)
    offset += values?.length ?? 0
    return part
  })
  const before = parts.slice(0, -1).map((part, i) => `part_${i} as (${part})`)
  return before.length ? `with ${before.join(', ')} ${parts.at(-1)}` : (parts[0] ?? '')
}

/**
 * Writes that do not read each other as one statement: the database answers a trip statement by statement, and each answer
 * costs both sides. Their texts are constant per name, so the joined text is too.
 */
export function joinStatements(statements: readonly Statement[]): Statement {
  const name = statements.map((statement) => statement.name).join('+')
  const text = texts.get(name) ?? join(statements)
  texts.set(name, text)
  return { name, text, values: statements.flatMap(({ values }) => values ?? []) }
}

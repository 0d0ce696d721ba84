import type { Statement } from '@/lib/platform/db'
import { singleton } from '@/lib/platform/singleton'

const texts = singleton('scoring.joined-statements', () => new Map<string, string>())

/** Shifts the parameter numbers of a statement past those of the statements before it. */
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
 * Joins writes that do not depend on each other into one statement, because each result costs server and client time.
 * The text of a statement is constant per name, so the joined text is cached by the joined names.
 */
export function joinStatements(statements: readonly Statement[]): Statement {
  const name = statements.map((statement) => statement.name).join('+')
  const text = texts.get(name) ?? join(statements)
  texts.set(name, text)
  return { name, text, values: statements.flatMap(({ values }) => values ?? []) }
}

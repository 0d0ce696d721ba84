import {
  type Answers,
  type CheckResult,
  type Question,
  REJECT_COLUMNS,
  type UploadField,
} from '@/lib/scoring/uploads/schema'

/** The answers with that of one question. */
export function withAnswer(answers: Answers, { kind, about }: Question, value: string): Answers {
  if (value === '') return answers
  switch (kind) {
    case 'delimiter':
      return { ...answers, delimiter: value as Answers['delimiter'] }
    case 'decimal':
      return { ...answers, decimal: value as Answers['decimal'] }
    case 'day_first':
      return { ...answers, day_first: value === 'true' }
    case 'time_zone':
      return { ...answers, time_zone: value }
    case 'column':
      return { ...answers, columns: { ...answers.columns, [about]: value } }
    case 'type':
      return { ...answers, types: { ...answers.types, [about]: value } as Answers['types'] }
  }
}

/** The answers after a column was given a field, or none. A field has one column. */
export function withField(
  answers: Answers,
  columns: CheckResult['columns'],
  column: string,
  field: UploadField | '',
): Answers {
  const before = columns.find(({ name }) => name === column)?.field
  const changed: Answers['columns'] = { ...answers.columns }
  if (before && before !== field) changed[before] = ''
  if (field !== '') changed[field] = column
  return { ...answers, columns: changed }
}

/** True for a mapping that was made for exactly these columns, besides those that a file of rejected rows adds. */
export function fitsColumns(made: readonly string[], columns: CheckResult['columns']): boolean {
  const own = columns.filter(({ name }) => !(REJECT_COLUMNS as readonly string[]).includes(name))
  return made.length === own.length && own.every(({ name }, i) => made[i] === name)
}

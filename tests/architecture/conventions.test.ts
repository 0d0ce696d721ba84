import { readSource, sourceFiles } from '../support/source-files'

const product = sourceFiles(['app', 'components', 'lib'], ['.ts', '.tsx']).filter(
  (file) => !file.includes('/generated/'),
)
const withSql = [...product, ...sourceFiles(['prisma/seed', 'scripts'], ['.ts'])]

/** The files that hold the pattern. */
const holding = (files: readonly string[], pattern: RegExp): string[] =>
  files.filter((file) => pattern.test(readSource(file)))

describe('one definition', () => {
  const SCORED_SQL = ['lib/desk/transactions/scored-sql.ts']

  it.each([
    ['flagged', /outcome <> 'approve'/],
    ['pending', /disposition is null/],
    ['the order by expected loss', /expected_loss\}? desc/],
    ['the order by time of occurrence', /order by (s\.)?occurred_at desc, (s\.)?transaction_id desc/],
  ])('of %s is shared by every query of scored transactions', (_, sql) => {
    const spelled = holding(withSql, sql)
    expect(spelled.filter((file) => !SCORED_SQL.includes(file))).toEqual([])
  })

  it('of the filter is shared: no other schema lists the filter of transactions', () => {
    const filters = holding(product, /risk_band: z\.enum\(RISK_BANDS\)\.optional\(\)/)
    expect(filters).toEqual(['lib/desk/transactions/filter.ts'])
  })

  it('of a UUID is shared: any case in, lower case afterwards', () => {
    expect(holding(product, /\.(uuid|guid)(v\d)?\(/)).toEqual(['lib/contract/uuid.ts'])
  })
})

describe('one shape per response', () => {
  it('turns rows into responses in present.ts of the noun', () => {
    const exported = holding(product, /export (const|(async )?function) present[A-Z]\w*/)
    expect(exported.length).toBeGreaterThan(5)
    expect(exported.filter((file) => !file.endsWith('/present.ts'))).toEqual([])
  })

  it('leaves no copying field by field to the operations', () => {
    const copies = holding(
      product.filter((file) => file.endsWith('/api.ts')),
      /^\s+[a-z]+_[a-z_]+: \w+\.[a-z]+[A-Z]\w*,$/m,
    )
    expect(copies).toEqual([])
  })

  it('reaches the browser through the typed client', () => {
    const callers = holding(
      product.filter((file) => !file.startsWith('lib/')),
      /\bfetch\(/,
    )
    expect(callers).toEqual(['components/http/api-client.ts'])
  })
})

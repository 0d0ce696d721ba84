import { readSource, sourceFiles } from '../support/source-files'

const product = sourceFiles(['app', 'components', 'lib'], ['.ts', '.tsx']).filter(
  (file) => !file.includes('/generated/'),
)
/** The engine has no database. */
const withSql = [
  ...product.filter((file) => !file.startsWith('lib/engine/')),
  ...sourceFiles(['prisma/seed', 'scripts'], ['.ts']),
]

/** The files that hold the pattern. */
const holding = (files: readonly string[], pattern: RegExp): string[] =>
  files.filter((file) => pattern.test(readSource(file)))

describe('one definition', () => {
  const SCORED_SQL = ['lib/desk/transactions/scored-sql.ts', 'lib/scoring/read-model/index.ts']

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

/** Figures of amounts. Each file sums amounts in one currency: the institution's, or of each currency by itself. */
const SUMS_AMOUNTS: Record<string, RegExp> = {
  'lib/desk/cases/brief/read-totals.ts': /group by 1/,
  'lib/desk/dashboard/read-activity.ts': /grouping\(currency\) = 0/,
  'lib/desk/dashboard/read-places.ts': /filter \(where currency = \$\{currency\}\)/,
  'lib/desk/entities/expand-entities.ts': /sum\(\$\{ownAmount\(/,
  'lib/desk/entities/profile-sql.ts': /\$\{ownAmount\(S, currency\)\} as amount/,
  'lib/desk/transactions/party-history.ts': /select \$\{amount\} as amount from/,
  'lib/desk/transactions/search-conditions.ts': /const amount = ownAmount\(/,
  'lib/desk/transactions/summarize-transactions.ts': /select \$\{ownAmount\(S, currency\)\} as amount/,
  'lib/governance/changes/impact/read-releases.ts': /\$\{ownAmount\(S, currency\)\} as own/,
  // Explorations are stored in the institution's currency.
  'lib/governance/exploration/read-exploration.ts': /from explorations e/,
  'lib/governance/tuner/read-frauds.ts': /coalesce\(r\.converted_amount, case when r\.currency = t\.currency/,
  'lib/scoring/path/explore-rows.ts': /from explorations e/,
  'scripts/data/quarantine.ts': /sum\(coalesce\(s\.converted_amount, s\.amount\)\)/,
}

describe('one currency per figure', () => {
  const FIGURE =
    /\b(sum|avg|min|max)\((coalesce\()?(\w+\.|\$\{own)?(converted_)?amount|order by (\w+\.)?amount|[^"']\bamount\}? (<|>)=? \$\{/i

  it('holds in every query that sums, averages, orders or compares amounts', () => {
    expect(holding(withSql, FIGURE)).toEqual(Object.keys(SUMS_AMOUNTS))
    for (const [file, inOneCurrency] of Object.entries(SUMS_AMOUNTS))
      expect({ file, text: readSource(file) }).toMatchObject({ text: expect.stringMatching(inOneCurrency) })
  })

  it('holds in the totals that the triggers keep', () => {
    expect(readSource('prisma/functions/read-model.sql')).not.toMatch(/sum\((\w+\.)?amount\)/)
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

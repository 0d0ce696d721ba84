import { joinStatements } from '@/lib/scoring/path/join-statements'

const first = { name: 'first', text: 'insert into a select $1, $2', values: [1, 2] }
const second = {
  name: 'second',
  text: 'insert into b values ($1, $11)',
  values: Array.from({ length: 11 }, (_, i) => i),
}

describe('joinStatements', () => {
  it('returns a single statement unchanged', () => {
    expect(joinStatements([first])).toEqual(first)
  })

  it('joins statements into one and renumbers their parameters', () => {
    expect(joinStatements([first, second])).toEqual({
      name: 'first+second',
      text: 'with part_0 as (insert into a select $1, $2) insert into b values ($3, $13)',
      values: [...first.values, ...second.values],
    })
  })

  it('caches the joined text per name and uses the values of each call', () => {
    joinStatements([first, second])
    expect(joinStatements([{ ...first, values: [8, 9] }, second]).values).toEqual([8, 9, ...second.values])
  })
})

import { together } from '@/lib/scoring/path/together'

const first = { name: 'first', text: 'insert into a select $1, $2', values: [1, 2] }
const second = {
  name: 'second',
  text: 'insert into b values ($1, $11)',
  values: Array.from({ length: 11 }, (_, i) => i),
}

describe('together', () => {
  it('leaves a lone statement as it is', () => {
    expect(together([first])).toEqual(first)
  })

  it('joins statements into one, each with parameters of its own', () => {
    expect(together([first, second])).toEqual({
      name: 'first+second',
      text: 'with part_0 as (insert into a select $1, $2) insert into b values ($3, $13)',
      values: [...first.values, ...second.values],
    })
  })

  it('keeps the joined text per name and takes the values of each call', () => {
    together([first, second])
    expect(together([{ ...first, values: [8, 9] }, second]).values).toEqual([8, 9, ...second.values])
  })
})

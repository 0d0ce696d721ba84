import { changeCaseOperation, getCaseStatsOperation, listCasesOperation } from '@/lib/desk/cases/api'
import { call, type CaseDesk, caseDesk, leave, openCase } from './support'

describe('the list of cases', () => {
  let desk: CaseDesk
  const keys: Record<string, string> = {}
  beforeAll(async () => {
    desk = await caseDesk()
    const me = desk.as.analyst.actor.id
    const make = async (name: string, input: object) =>
      (keys[name] = `CASE-${(await openCase(desk, { title: name, ...input })).number}`)
    await make('Late one', {})
    await leave(desk, -60)
    await make('Critical 100%', { priority: 'critical', assigned_to: me })
    await make('Low', { priority: 'low' })
    const done = await openCase(desk, { title: 'Done', priority: 'critical' })
    const close = { status: 'closed', outcome: 'duplicate', summary: 's', version: 1 }
    const options = { headers: desk.headers.analyst, params: { id: done.id }, body: close }
    expect((await call(changeCaseOperation, options)).status).toBe(200)
  })

  const list = (query: string) => call(listCasesOperation, { headers: desk.headers.analyst, query })
  const titles = async (query: string) =>
    (await list(query)).body.items.map(({ title }: { title: string }) => title)

  it.each([
    ['', ['Done', 'Low', 'Critical 100%', 'Late one']],
    ['?status=active', ['Low', 'Critical 100%', 'Late one']],
    ['?status=closed', ['Done']],
    ['?priority=critical', ['Done', 'Critical 100%']],
    ['?assigned_to=me', ['Critical 100%']],
    ['?assigned_to=unassigned&status=active', ['Low', 'Late one']],
    ['?overdue=true', ['Late one']],
    ['?overdue=false', ['Done', 'Low', 'Critical 100%']],
    ['?order=due', ['Late one', 'Critical 100%', 'Low', 'Done']],
    ['?q=100%25', ['Critical 100%']],
    ['?q=LATE', ['Late one']],
    ['?q=_', []],
  ])('%s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected)
  })

  it('finds a case by its number', async () => {
    expect(await titles(`?q=${keys.Low}`)).toEqual(['Low'])
    expect(await titles(`?q=${keys.Low?.toLowerCase()}`)).toEqual(['Low'])
  })

  it.each(['updated', 'due'])('pages by %s through every case once', async (order) => {
    const seen: string[] = []
    let query = `?order=${order}&limit=1`
    for (let page = 0; page < 10 && query !== ''; page++) {
      const { body } = await list(query)
      seen.push(...body.items.map(({ title }: { title: string }) => title))
      query = body.next_cursor === null ? '' : `?order=${order}&limit=1&cursor=${body.next_cursor}`
    }
    expect(seen).toEqual(await titles(`?order=${order}`))
    const { next_cursor } = (await list('?limit=1')).body
    expect((await list(`?limit=1&status=active&cursor=${next_cursor}`)).status).toBe(400)
  })

  it('counts exactly what it lists', async () => {
    const { body } = await call(getCaseStatsOperation, { headers: desk.headers.analyst })
    const shown = async (query: string) => ({ count: (await titles(query)).length, capped: false })
    expect(body).toEqual({
      open: await shown('?status=active'),
      overdue: await shown('?status=active&overdue=true'),
      critical: await shown('?status=active&priority=critical'),
      unassigned: await shown('?status=active&assigned_to=unassigned'),
      mine: await shown('?status=active&assigned_to=me'),
    })
    expect(body.open.count).toBe(3)
  })

  it.each(['?status=gone', '?assigned_to=nobody', '?overdue=maybe', '?limit=0', '?cursor=x', '?page=2'])(
    'rejects %s',
    async (query) => {
      expect((await list(query)).status).toBe(400)
    },
  )
})

interface Page {
  what: string
  path: string
}
interface Listed {
  items: { transaction_id?: string; id?: string; sender_account?: string; receiver_account?: string | null }[]
  next_cursor: string | null
}

/** The pages to measure, with the first objects of the lists and the cursors of page 200. */
export async function findPages(url: string, cookie: string): Promise<Page[]> {
  const get = async (path: string): Promise<Listed> => {
    const response = await fetch(`${url}${path}`, { headers: { cookie } })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Listed
  }
  const pageOf = async (list: string, page: number): Promise<string> => {
    let cursor = ''
    for (let i = 1; i < page; i += 1) {
      const { next_cursor } = await get(`${list}${cursor && `&cursor=${cursor}`}`)
      if (next_cursor === null) throw new Error(`${list} has only ${i} pages`)
      cursor = next_cursor
    }
    return `&cursor=${cursor}`
  }
  const filter = 'type=PAYMENT&min_amount=20'
  const [alert] = (await get('/api/queue?limit=1&decision=pending')).items
  const [payment] = (await get('/api/investigate?type=PAYMENT&limit=1')).items
  const [firstCase] = (await get('/api/cases?limit=1')).items
  const shop = encodeURIComponent(payment?.receiver_account ?? '')
  const sender = encodeURIComponent(alert?.sender_account ?? '')
  return [
    { what: 'page /queue', path: '/queue' },
    { what: 'page /queue, page 200', path: `/queue?decision=all${await pageOf('/api/queue?limit=25', 200)}` },
    { what: 'page /investigate', path: '/investigate' },
    { what: 'page /investigate filtered', path: `/investigate?${filter}` },
    {
      what: 'page /investigate filtered, page 200',
      path: `/investigate?${filter}${await pageOf(`/api/investigate?${filter}&limit=50`, 200)}`,
    },
    { what: 'page /investigate rare', path: '/investigate?country=JP&type=CASH_IN&min_amount=900000' },
    { what: 'page /entities of a customer', path: `/entities/${sender}` },
    { what: 'page /entities of a busy shop', path: `/entities/${shop}` },
    { what: 'page /transactions', path: `/transactions/${alert?.transaction_id}` },
    { what: 'page /cases', path: '/cases' },
    { what: 'page /cases of one', path: `/cases/${firstCase?.id}` },
    { what: 'page /watchlists', path: '/watchlists' },
    { what: 'page /drift', path: '/drift?days=30&feature=amount' },
    { what: 'page /audit', path: '/audit' },
    { what: 'page /models', path: '/models' },
    { what: 'page /tuner', path: '/tuner' },
    { what: 'page /models/compare', path: '/models/compare' },
    { what: 'page /dashboard, 24 h', path: '/dashboard?range=24h' },
    { what: 'page /dashboard, all', path: '/dashboard?range=all' },
  ]
}

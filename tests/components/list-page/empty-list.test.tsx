/** @jest-environment jsdom */
import { render, screen } from '@testing-library/react'
import { Inbox } from 'lucide-react'
import { z } from 'zod'
import { EmptyList } from '@/components/list-page/empty-list'
import { FilterChips } from '@/components/list-page/filter-chips'
import { listUrl } from '@/components/list-page/list-url'

const url = listUrl({
  path: '/cases',
  fields: { q: z.string().optional(), order: z.enum(['due', 'updated']).default('updated') },
  neutral: ['order'],
})
const show = (params: Record<string, string>, unfinished = false) =>
  render(
    <EmptyList
      url={url}
      view={url.parse(params)}
      unfinished={unfinished}
      icon={Inbox}
      noun={['case', 'cases']}
      none={{ title: 'No case is open', text: 'Open one.', action: { label: 'Queue', href: '/queue' } }}
      elsewhere={{ label: 'All cases', href: '/cases?status=all' }}
    />,
  )
const links = () =>
  screen.getAllByRole('link').map((link) => `${link.textContent} ${link.getAttribute('href')}`)

it.each([
  [{ order: 'due' }, false, 'No case is open', 'Queue /queue'],
  [{ q: 'x', order: 'due' }, false, 'No case matches', 'Clear filters /cases?order=due'],
  [{ q: 'x', cursor: 'c1' }, false, 'No more cases', 'First page /cases?q=x'],
  [{ q: 'x' }, true, 'Nothing found so far', 'Clear filters /cases'],
  [{ cursor: 'c1' }, true, 'Nothing found so far', 'First page /cases'],
])(
  'explains why %j has no rows and offers a next step',
  (params: Record<string, string>, unfinished, title, action) => {
    show(params, unfinished)
    screen.getByRole('heading', { name: title })
    expect(links()).toEqual([action, 'All cases /cases?status=all'])
  },
)

it('shows a chip per filter that narrows the list, each with a link that removes it', () => {
  const { filter } = url.parse({ q: 'x', order: 'due' })
  render(<FilterChips url={url} filter={filter} words={(name, value) => `${name}: ${value}`} />)
  expect(links()).toEqual(['q: x /cases?order=due', 'Clear all /cases?order=due'])
  screen.getByRole('link', { name: 'q: x Remove' })
})

it('shows no chips without a filter', () => {
  const { filter } = url.parse({ order: 'due' })
  const { container } = render(<FilterChips url={url} filter={filter} words={() => 'x'} />)
  expect(container.innerHTML).toBe('')
})

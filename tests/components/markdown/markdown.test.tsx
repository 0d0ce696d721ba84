/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen, within } from '@testing-library/react'
import { Markdown } from '@/components/markdown/markdown'
import { parseMarkdown } from '@/components/markdown/parse-markdown'
import { BUNDLE } from '../../lib/engine/inference/support/bundle'
import { readFileSync } from 'node:fs'
import path from 'node:path'

const text = (value: string) => [{ kind: 'text', text: value }]

it('reads headings, paragraphs, lists with continued lines, and tables', () => {
  const source =
    '## Data\nTwo lines\nof text.\n- one\n  goes on\n- two\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n1. first'
  expect(parseMarkdown(source)).toEqual([
    { kind: 'heading', level: 2, content: text('Data') },
    { kind: 'paragraph', content: text('Two lines of text.') },
    { kind: 'list', ordered: false, items: [text('one goes on'), text('two')] },
    { kind: 'table', head: [text('a'), text('b')], rows: [[text('1'), text('2')]] },
    { kind: 'list', ordered: true, items: [text('first')] },
  ])
})

it('marks code and strong text and keeps every other character', () => {
  expect(parseMarkdown('a `b*c` **d** 2 * 3 * 4 _e_')[0]).toEqual({
    kind: 'paragraph',
    content: [
      ...text('a '),
      { kind: 'code', text: 'b*c' },
      ...text(' '),
      { kind: 'strong', text: 'd' },
      ...text(' 2 * 3 * 4 _e_'),
    ],
  })
})

it('shows markup as plain text', () => {
  const hostile =
    '# <img src=x onerror=alert(1)>\n\n[click](javascript:alert(2))\n\n| <b>x</b> |\n|---|\n| <script>y</script> |'
  const { container } = render(<Markdown source={hostile} />)
  expect(container.querySelector('img, a, b, script')).toBeNull()
  expect(screen.getByRole('heading')).toHaveTextContent('<img src=x onerror=alert(1)>')
  expect(screen.getByText('[click](javascript:alert(2))')).toBeVisible()
  expect(within(screen.getByRole('table')).getByText('<script>y</script>')).toBeVisible()
})

it('keeps every word of the model card of a shipped bundle', () => {
  const source = readFileSync(path.join(BUNDLE, 'card.md'), 'utf8')
  const { container } = render(<Markdown source={source} />)
  const shown = container.textContent?.replaceAll(/\s+/g, '') ?? ''
  const words = source.replaceAll(/^\|[-|: ]+\|$/gm, '').split(/[\s|`]+/)
  const marks = /^(#+|-|\*\*.*|\d+\.)$/
  const lost = words.filter(
    (word) => word !== '' && !marks.test(word) && !shown.includes(word.replaceAll('**', '')),
  )
  expect(lost).toEqual([])
})

it('terminates on any input', () => {
  for (const source of ['', '\n\n', '|', '| a', '- ', '#', '1)', '|---|', '  indented', '```\ncode\n```']) {
    expect(parseMarkdown(source).length).toBeLessThan(5)
  }
})

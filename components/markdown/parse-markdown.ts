/** The part of Markdown that model cards use, as data: nothing in it can become markup of the page. */
export type Inline = { kind: 'text' | 'code' | 'strong'; text: string }

export type Block =
  | { kind: 'heading'; level: number; content: Inline[] }
  | { kind: 'paragraph'; content: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }

const HEADING = /^(#{1,6})\s+(.*)$/
const BULLET = /^[-*]\s+(.*)$/
const NUMBERED = /^\d+[.)]\s+(.*)$/
const RULE = /^\|?(\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?$/

/** Headings, paragraphs, lists, tables, `code` and **strong**; everything else stays the text that it is. */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = []
  for (const chunk of source.split(/\n[ \t]*\n/)) {
    const lines = chunk.split('\n').filter((line) => line.trim() !== '')
    while (lines.length > 0) blocks.push(takeBlock(lines))
  }
  return blocks
}

/** Takes the lines of the next block away from the front. */
function takeBlock(lines: string[]): Block {
  const [first = '', second = ''] = lines
  const heading = HEADING.exec(first.trim())
  if (heading) {
    lines.shift()
    return { kind: 'heading', level: heading[1]?.length ?? 1, content: parseInline(heading[2] ?? '') }
  }
  if (first.trim().startsWith('|') && RULE.test(second.trim())) return takeTable(lines)
  if (isItem(first)) return takeList(lines, BULLET.test(first.trim()) ? BULLET : NUMBERED)
  const end = lines.findIndex((line, i) => i > 0 && startsBlock(line))
  const text = lines.splice(0, end === -1 ? lines.length : end)
  return { kind: 'paragraph', content: parseInline(joined(text)) }
}

function takeTable(lines: string[]): Block {
  const end = lines.findIndex((line) => !line.trim().startsWith('|'))
  const taken = lines.splice(0, end === -1 ? lines.length : end)
  const [head = [], , ...rows] = taken.map(cellsOf)
  return { kind: 'table', head, rows }
}

function takeList(lines: string[], marker: RegExp): Block {
  const items: string[][] = []
  while (lines.length > 0) {
    const line = lines[0] ?? ''
    const item = marker.exec(line.trim())
    // An indented line goes on with the item above it; anything else ends the list.
    if (!item && !/^\s/.test(line)) break
    lines.shift()
    if (item) items.push([item[1] ?? ''])
    else items.at(-1)?.push(line)
  }
  return { kind: 'list', ordered: marker === NUMBERED, items: items.map((item) => parseInline(joined(item))) }
}

const isItem = (line: string): boolean => BULLET.test(line.trim()) || NUMBERED.test(line.trim())

const startsBlock = (line: string): boolean =>
  isItem(line) || HEADING.test(line.trim()) || line.trim().startsWith('|')

const joined = (lines: string[]): string => lines.map((line) => line.trim()).join(' ')

const cellsOf = (line: string): Inline[][] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => parseInline(cell.trim()))

function parseInline(text: string): Inline[] {
  return text
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .filter((part) => part !== '')
    .map((part) => {
      if (/^`[^`]+`$/.test(part)) return { kind: 'code', text: part.slice(1, -1) }
      if (/^\*\*[^*]+\*\*$/.test(part)) return { kind: 'strong', text: part.slice(2, -2) }
      return { kind: 'text', text: part }
    })
}

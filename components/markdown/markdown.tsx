import { Fragment } from 'react'
import { PlainTable } from '@/components/data-table/plain-table'
import { type Block, type Inline, parseMarkdown } from './parse-markdown'

/** A Markdown text of our own bundles. Its headings start below the page's. */
export function Markdown({ source }: { source: string }) {
  return (
    <div className="flex max-w-3xl flex-col gap-3 text-sm">
      {parseMarkdown(source).map((block, i) => (
        <BlockView key={i} block={block} />
      ))}
    </div>
  )
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return block.level <= 2 ? (
        <h3 className="mt-3 text-[15px] font-semibold first:mt-0">
          <Text content={block.content} />
        </h3>
      ) : (
        <h4 className="mt-1 font-semibold">
          <Text content={block.content} />
        </h4>
      )
    case 'paragraph':
      return (
        <p className="text-muted-foreground text-pretty">
          <Text content={block.content} />
        </p>
      )
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return (
        <List
          className={`text-muted-foreground flex flex-col gap-1.5 pl-5 ${block.ordered ? 'list-decimal' : 'list-disc'}`}
        >
          {block.items.map((item, i) => (
            <li key={i} className="pl-0.5">
              <Text content={item} />
            </li>
          ))}
        </List>
      )
    }
    case 'table':
      return (
        <PlainTable
          caption={textOf(block.head.flat()) || 'Table'}
          columns={block.head.map((head, i) => ({
            head: <Text content={head} />,
            cell: (row: Inline[][]) => <Text content={row[i] ?? []} />,
          }))}
          rows={block.rows}
          rowKey={(row) => String(block.rows.indexOf(row))}
        />
      )
  }
}

function Text({ content }: { content: Inline[] }) {
  return content.map(({ kind, text }, i) => {
    if (kind === 'code') {
      return (
        <code key={i} className="figure bg-muted rounded-sm px-1 text-[0.9em] break-words">
          {text}
        </code>
      )
    }
    if (kind === 'strong') {
      return (
        <strong key={i} className="text-foreground font-semibold">
          {text}
        </strong>
      )
    }
    return <Fragment key={i}>{text}</Fragment>
  })
}

const textOf = (content: Inline[]): string => content.map(({ text }) => text).join(' ')

import path from 'node:path'
import PDFDocument from 'pdfkit'
import { CASE_ENTITY_ROLE_LABELS, type CaseBrief } from '../schema'
import { printable } from './printable'
import { grouped } from './write-sentences'

/** The brief on A4, with links to its rows. It holds no time of export, so equal cases give equal documents. */
type Doc = InstanceType<typeof PDFDocument>

export interface PdfFrame {
  bank: string
  time: (iso: string) => string
}

const MARGIN = 48
const [INK, QUIET, LINK] = ['#16202e', '#5b6b7f', '#1a5fa3']
const [TEXT, BOLD] = ['text', 'bold']

/** Inter with Latin, Greek and Cyrillic letters: the standard fonts of PDF lack many letters of names. */
const fontFile = (name: string): string =>
  path.join(/* turbopackIgnore: true */ process.cwd(), 'lib/desk/cases/brief/fonts', name)

/** @returns the bytes of the document */
export async function renderPdf(brief: CaseBrief, { bank, time }: PdfFrame): Promise<Uint8Array> {
  const info = { Title: `${brief.key} ${brief.title}`, Author: bank, CreationDate: new Date(0) }
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    info,
    lang: 'en',
    displayTitle: true,
  })
  doc.registerFont(TEXT, fontFile('inter-regular.ttf'))
  doc.registerFont(BOLD, fontFile('inter-semibold.ttf'))
  const bytes = collect(doc)
  doc.font(TEXT).fontSize(9).fillColor(QUIET).text(printable(bank))
  doc.font(BOLD).fontSize(16).fillColor(INK)
  doc.text(printable(`${brief.key}  ${brief.title}`), { link: brief.href })
  doc.moveDown(0.5).font(TEXT).fontSize(10)
  for (const sentence of brief.sentences) doc.text(printable(sentence)).moveDown(0.3)
  heading(doc, 'Facts')
  table(
    doc,
    [90, 409],
    brief.facts.map(({ label, value }) => [cell(label), cell(value)]),
  )
  heading(doc, listed('Transactions', brief.transactions.length, brief.transaction_count))
  table(
    doc,
    [88, 68, 84, 102, 102, 55],
    [
      ['Time', 'Type', 'Amount', 'From', 'To', 'Score'].map((text) => cell(text)),
      ...brief.transactions.map((row) => [
        cell(time(row.occurred_at), row.href),
        cell(row.type),
        cell(moneyOf(row)),
        cell(row.sender_account),
        cell(row.receiver_account ?? ''),
        cell(row.score.toFixed(3)),
      ]),
    ],
  )
  heading(doc, 'Entities')
  const entities = brief.entities.map((row) => [
    cell(row.kind),
    cell(row.id, row.href),
    cell(CASE_ENTITY_ROLE_LABELS[row.role]),
  ])
  table(doc, [70, 329, 100], entities)
  heading(doc, 'Notes')
  for (const note of brief.notes) {
    doc
      .font(BOLD)
      .fontSize(9)
      .fillColor(QUIET)
      .text(printable(`${time(note.created_at)}  ${note.author.name}`))
    doc.font(TEXT).fontSize(10).fillColor(INK).text(printable(note.body)).moveDown(0.4)
  }
  heading(doc, 'Timeline')
  table(
    doc,
    [88, 411],
    brief.timeline.map(({ at, text }) => [cell(time(at)), cell(text)]),
  )
  numberPages(doc, brief.key)
  doc.end()
  return await bytes
}

/** The amount as received, with the converted amount where its currency is another. */
function moneyOf({ amount, currency, converted }: CaseBrief['transactions'][number]): string {
  const received = `${currency} ${grouped(amount)}`
  return converted === null ? received : `${received} (${converted.currency} ${grouped(converted.amount)})`
}

interface Cell {
  text: string
  link: string | null
}
const cell = (text: string, link: string | null = null): Cell => ({ text: printable(text), link })

const listed = (what: string, shown: number, all: number): string =>
  shown < all ? `${what} (the latest ${shown} of ${all})` : `${what} (${all})`

function heading(doc: Doc, text: string): void {
  if (doc.y > doc.page.height - MARGIN - 60) doc.addPage()
  doc.moveDown(0.8).font(BOLD).fontSize(11).fillColor(INK).text(text, MARGIN).moveDown(0.3)
}

/** Draws rows of cells; a row that does not fit starts a new page. */
function table(doc: Doc, widths: readonly number[], rows: readonly Cell[][]): void {
  doc.font(TEXT).fontSize(9)
  if (rows.length === 0) doc.fillColor(QUIET).text('None.', MARGIN)
  for (const row of rows) {
    const heights = row.map(({ text }, i) => doc.heightOfString(text || ' ', { width: (widths[i] ?? 0) - 6 }))
    const height = Math.max(...heights) + 3
    if (doc.y + height > doc.page.height - MARGIN) doc.addPage()
    const y = doc.y
    let x = MARGIN
    row.forEach(({ text, link }, i) => {
      const width = (widths[i] ?? 0) - 6
      doc.fillColor(link ? LINK : INK).text(text, x, y, { width, ...(link && { link, underline: true }) })
      x += widths[i] ?? 0
    })
    doc.y = y + height
  }
  doc.x = MARGIN
  doc.fillColor(INK)
}

function numberPages(doc: Doc, key: string): void {
  const { count } = doc.bufferedPageRange()
  for (let i = 0; i < count; i++) {
    doc.switchToPage(i)
    // A text below the margin would start a new page.
    doc.page.margins.bottom = 0
    const options = { width: doc.page.width - 2 * MARGIN, align: 'right' as const, lineBreak: false }
    doc.font(TEXT).fontSize(8).fillColor(QUIET)
    doc.text(`${key}, page ${i + 1} of ${count}`, MARGIN, doc.page.height - MARGIN + 16, options)
  }
}

function collect(doc: Doc): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    doc.on('error', reject)
  })
}

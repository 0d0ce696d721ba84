import path from 'node:path'
import PDFDocument from 'pdfkit'

const FONTS = path.join(__dirname, '../../../../lib/desk/cases/brief/fonts')

it.each(['inter-regular.ttf', 'inter-semibold.ttf'])('%s has the letters of European names', (file) => {
  const doc = new PDFDocument().font(path.join(FONTS, file))
  const letters = [...'ÅåÇçĐđĞğİıŁłŃńŐőŘřŞşȘșŤťŰűŹźŻżÞþßơưễΑλςЖяїў€–“”…']
  const missing = letters.filter((letter) => !hasGlyph(doc, letter))
  expect(missing).toEqual([])
})

/** pdfkit keeps the parsed font to itself; a glyph that is missing is glyph 0 in what it encodes. */
function hasGlyph(doc: PDFKit.PDFDocument, letter: string): boolean {
  const { _font: font } = doc as unknown as { _font: { encode(text: string): [string[], unknown] } }
  const [missing] = font.encode('東')[0]
  return font.encode(letter)[0][0] !== missing
}

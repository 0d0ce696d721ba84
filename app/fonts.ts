import localFont from 'next/font/local'

// `optional`: a font that is late for the first paint is used on the next page, so that text does not move.
const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  display: 'optional',
  variable: '--font-inter',
  adjustFontFallback: 'Arial',
})
const jetbrainsMono = localFont({
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  weight: '100 800',
  display: 'optional',
  variable: '--font-jetbrains-mono',
  adjustFontFallback: false,
})

// Letters beyond English, loaded by pages that contain them.
const interExtended = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2',
  weight: '100 900',
  display: 'optional',
  preload: false,
  variable: '--font-inter-extended',
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0100-02BA, U+02BD-02FF, U+1D00-1EFF, U+20A0-20C0' }],
})
const jetbrainsMonoExtended = localFont({
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-ext-wght-normal.woff2',
  weight: '100 800',
  display: 'optional',
  preload: false,
  variable: '--font-jetbrains-mono-extended',
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0100-02BA, U+02BD-02FF, U+1D00-1EFF, U+20A0-20C0' }],
})

/** The classes that define the fonts for the stylesheet, set on the root element. */
export const FONT_CLASSES = [inter, jetbrainsMono, interExtended, jetbrainsMonoExtended]
  .map(({ variable }) => variable)
  .join(' ')

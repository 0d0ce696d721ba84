import localFont from 'next/font/local'

// A font that is not there by the first paint waits for the next document: letters that change move what is around them.
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

// Letters beyond English, fetched by the pages that have them.
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

/** The classes that make the fonts known to the stylesheet; the root element has them. */
export const FONT_CLASSES = [inter, jetbrainsMono, interExtended, jetbrainsMonoExtended]
  .map(({ variable }) => variable)
  .join(' ')

'use client'

import { FONT_CLASSES } from './fonts'
import './globals.css'

/** Shown when the root layout failed, so it uses no component of the product. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en" className={FONT_CLASSES}>
      <body className="grid min-h-dvh place-items-center p-6 text-center font-sans">
        <main role="alert">
          <h1 className="text-lg font-semibold">Sentinel could not be shown</h1>
          <p className="text-muted-foreground mt-1.5 text-sm">
            Something failed on our side. Nothing was changed.
          </p>
          {error.digest ? <p className="figure text-faint mt-3 text-[13px]">{error.digest}</p> : null}
          {/* A full page load, because the router may have failed. */}
          <form className="mt-5" action="/queue">
            <button className="text-brand underline">Load it again</button>
          </form>
        </main>
      </body>
    </html>
  )
}

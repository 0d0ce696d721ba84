'use client'

import { FONT_CLASSES } from './fonts'
import './globals.css'

/** The last resort, when the root layout itself failed: no component of ours is trusted here. */
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
          {/* A full load: the router may be what failed. */}
          <form className="mt-5" action="/queue">
            <button className="text-brand underline">Load it again</button>
          </form>
        </main>
      </body>
    </html>
  )
}

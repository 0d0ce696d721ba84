'use client'

import { useEffect, useRef, useState } from 'react'
import './api-reference.css'
import { viewerForEveryone } from './viewer-for-everyone'

const SCRIPT = '/vendor/swagger-ui/swagger-ui-bundle.js'
const STYLES = '/vendor/swagger-ui/swagger-ui.css'

interface ViewerWindow {
  SwaggerUIBundle?: (options: Record<string, unknown>) => unknown
}

/**
 * The interactive API reference. A script that a trusted script adds is trusted (CSP strict-dynamic), so it needs no
 * nonce.
 */
export function ApiReference() {
  const place = useRef<HTMLDivElement>(null)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    let left = false
    loadViewer().then(
      () => {
        if (!left && place.current) show(place.current)
      },
      () => setFailed(true),
    )
    return () => {
      left = true
    }
  }, [])
  useEffect(followTheme, [])

  return (
    <>
      <link rel="stylesheet" href={STYLES} precedence="default" />
      {failed ? (
        <p role="alert" className="px-4 py-8 text-sm sm:px-6">
          The interactive reference could not be loaded. The{' '}
          {/* oxlint-disable-next-line nextjs/no-html-link-for-pages -- a file, not a page. */}
          <a className="underline" href="/api/openapi.json">
            OpenAPI document
          </a>{' '}
          says the same.
        </p>
      ) : null}
      <div ref={place} className="api-reference" />
    </>
  )
}

function show(domNode: HTMLElement): void {
  const { SwaggerUIBundle } = window as ViewerWindow
  SwaggerUIBundle?.({
    domNode,
    url: '/api/openapi.json',
    docExpansion: 'list',
    deepLinking: true,
    persistAuthorization: false,
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    syntaxHighlight: { theme: 'monokai' },
    plugins: [viewerForEveryone],
  })
}

let viewer: Promise<void> | undefined

function loadViewer(): Promise<void> {
  return (viewer ??= new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = SCRIPT
    script.onload = () => resolve()
    script.onerror = () => {
      viewer = undefined
      script.remove()
      reject(new Error(`${SCRIPT} did not load`))
    }
    document.head.append(script)
  }))
}

/** The viewer has its own dark mode, set by a class on <html>. */
function followTheme(): () => void {
  const { classList } = document.documentElement
  const sync = () => {
    const dark = !classList.contains('light')
    if (classList.contains('dark-mode') !== dark) classList.toggle('dark-mode', dark)
  }
  const observer = new MutationObserver(sync)
  observer.observe(document.documentElement, { attributeFilter: ['class'] })
  sync()
  return () => {
    observer.disconnect()
    classList.remove('dark-mode')
  }
}

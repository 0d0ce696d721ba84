'use client'

import { setNonce } from 'get-nonce'

// Dialogs lock the page's scroll with a <style> element, which the content security policy allows only with its nonce.
if (typeof document !== 'undefined') {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce
  if (nonce) setNonce(nonce)
}

export function StyleNonce() {
  return null
}

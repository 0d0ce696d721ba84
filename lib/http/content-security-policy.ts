/** What a page of ours may load and run: nothing but our own files and scripts that carry the request's nonce. */

/**
 * The toast library adds its stylesheet as a <style> element and takes no nonce, so its text is admitted by hash;
 * the first hash is that of the empty element it starts as. A test recomputes both from the installed package.
 */
export const TOAST_STYLE_HASHES = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
]

/** React streams the later parts of an SVG inside an element with exactly this style attribute; no other is admitted. */
export const STREAMED_SVG_STYLE = 'display:none'
const STREAMED_SVG_STYLE_HASH = "'sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE='"

/** The policy's text. Development adds what the framework's overlay needs; production never does. */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  const script = `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`
  const style = development
    ? "'self' 'unsafe-inline'"
    : `'self' 'nonce-${nonce}' ${TOAST_STYLE_HASHES.join(' ')}`
  return [
    "default-src 'self'",
    `script-src ${script}`,
    `style-src ${style}`,
    ...(development ? [] : [`style-src-attr 'unsafe-hashes' ${STREAMED_SVG_STYLE_HASH}`]),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Waiting for a component takes as long as the machine needs; the library's second is too short for a busy one. */
if (typeof document !== 'undefined') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- other tests do without the library
  const { configure } = require('@testing-library/react') as typeof import('@testing-library/react')
  configure({ asyncUtilTimeout: 20_000 })
}

export {}

// One browser for all test files of a worker: loading its driver and starting it takes longer than a short test file.

let browser

/** @returns {Promise<import('playwright-core').Browser>} */
export async function workerBrowser() {
  if (!browser?.isConnected()) browser = await (await import('./launch-browser.mjs')).launchBrowser()
  return browser
}

/** Closes all pages, so that the next test file starts with a browser without any. */
export const closePages = () => Promise.all((browser?.contexts() ?? []).map((context) => context.close()))

import type { Browser } from 'playwright-core'

/** Starts the installed Chromium, headless. */
export function launchBrowser(): Promise<Browser>

import { serve } from '../serve.mjs'

/** Runs the development server, which compiles on request and reloads. */
export const run = () => serve('dev')

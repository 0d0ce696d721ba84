import { serve } from '../serve.mjs'

/** Builds what changed and runs the production server. */
export const run = () => serve('start')

import { existsSync } from 'node:fs'
import { options } from '@/lib/platform/env'
import { AppError } from '@/lib/platform/errors'

/** Makes the environment, then prints the options of training; without options it would train. */
export const PREPARE_COMMAND = 'npm run train -- --help'

/** By default the one that scripts/bootstrap/python.mjs prepares. */
export const pythonPath = (): string => options().SENTINEL_TRAINING_PYTHON

/**
 * Null where this server can train; otherwise what is missing and how to get it. The bundler must not follow the path: it leads out
 * of the installation, to the Python of the system.
 */
export const whyUnavailable = (): string | null =>
  existsSync(/* turbopackIgnore: true */ pythonPath())
    ? null
    : `This server has no Python environment for training. An operator prepares it with: ${PREPARE_COMMAND}`

/** @throws AppError training-unavailable */
export function requireTraining(): void {
  const reason = whyUnavailable()
  if (reason !== null) throw new AppError('training-unavailable', { detail: reason })
}

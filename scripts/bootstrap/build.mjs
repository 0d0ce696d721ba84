// Builds for production, only when the inputs of the build have changed.
import { step, StepError } from './output.mjs'
import { packageBin, runLogged } from './run.mjs'
import { runningInstance } from './running.mjs'
import { fingerprint, isCurrent, onceFor } from './stamps.mjs'

const INPUTS = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema',
  'instrumentation.ts',
  'middleware.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

const OUTPUT = '.next/BUILD_ID'

export async function build() {
  const sources = fingerprint(INPUTS)
  if (isCurrent('build', sources, OUTPUT)) return
  const running = runningInstance()
  if (running) {
    throw new StepError(
      `The sources changed, but process ${running.pid} serves Sentinel from the last build. Stop it first.`,
    )
  }
  await onceFor('build', sources, OUTPUT, () =>
    step('Building', () =>
      runLogged('build', process.execPath, [packageBin('next'), 'build'], {
        env: { NODE_ENV: 'production' },
      }),
    ),
  )
}

// Stops what was started in reverse order, after a signal, a crash or a failed step.
import { say } from './output.mjs'

/** npm forwards a Ctrl-C that the terminal has already delivered; only a later one forces the stop. */
const SAME_KEYSTROKE_MS = 1_000

export function createLifecycle() {
  const closers = []
  let closing = null
  let stoppingSince = 0

  /** Closes everything, once. */
  function close() {
    stoppingSince ||= Date.now()
    closing ??= closeAll(closers)
    return closing
  }

  const stop = (exitCode) => close().then(() => process.exit(exitCode))

  function onSignal() {
    if (!closing) {
      say('\nStopping: open requests are finished first. Press Ctrl-C again to stop at once.')
      void stop(0)
    } else if (Date.now() - stoppingSince > SAME_KEYSTROKE_MS) {
      for (const { force } of closers) force?.()
      process.exit(130)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal)

  return {
    close,
    /** Closes everything, then exits. */
    stop,
    isStopping: () => closing !== null,
    /** `close` stops in order; `force` (optional) stops at once and must not wait. */
    onStop: (close, force) => closers.push({ close, force }),
  }
}

async function closeAll(closers) {
  for (const { close } of [...closers].reverse()) {
    try {
      await close()
    } catch (error) {
      process.stderr.write(`While stopping: ${error?.message ?? error}\n`)
    }
  }
}

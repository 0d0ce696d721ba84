import type { ExternalToast } from 'sonner'

/** A message with an action stays long enough to read it and to press. */
const WITH_ACTION_MS = 10_000

/**
 * Short messages in the corner. The library is loaded with the first message, which waits until it can be shown; when
 * loading fails, the browser shows the message.
 */
type Kind = 'success' | 'error' | 'info' | 'warning'

const listeners = new Set<() => void>()
let asked = false
let stage = newStage()

function newStage() {
  let mounted: () => void = () => undefined
  let failed: () => void = () => undefined
  const drawn = new Promise<void>((resolve, reject) => {
    mounted = resolve
    failed = reject
  })
  return { drawn, mounted, failed }
}

/** For the component that shows messages: whether a message waits, and how the component registers. */
export const toastStage = {
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  isAsked: () => asked,
  mounted: () => stage.mounted(),
  /** The next message retries. */
  failed: () => {
    stage.failed()
    stage = newStage()
    asked = false
    for (const listener of listeners) listener()
  },
}

const show =
  (kind: Kind) =>
  (message: string, options?: ExternalToast): void => {
    asked = true
    for (const listener of listeners) listener()
    void Promise.all([import('sonner'), stage.drawn]).then(
      ([{ toast }]) =>
        toast[kind](message, options?.action ? { duration: WITH_ACTION_MS, ...options } : options),
      () => window.alert(message),
    )
  }

export const toast = {
  success: show('success'),
  error: show('error'),
  info: show('info'),
  warning: show('warning'),
}

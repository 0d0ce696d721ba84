import type { ExternalToast } from 'sonner'

/**
 * Short messages in the corner. What draws them is fetched with the first one: a page at rest pays nothing for it. A
 * message waits until it can be seen; where that cannot be fetched, the browser shows it.
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

/** For the one component that draws them: whether any was asked for, and where it says that it is there. */
export const toastStage = {
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  isAsked: () => asked,
  mounted: () => stage.mounted(),
  /** The next message tries again. */
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
      ([{ toast }]) => toast[kind](message, options),
      () => window.alert(message),
    )
  }

export const toast = {
  success: show('success'),
  error: show('error'),
  info: show('info'),
  warning: show('warning'),
}

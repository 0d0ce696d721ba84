import { settleBackground } from '@/lib/platform/background'
import { beginDraining } from '@/lib/platform/lifecycle'
import { runReplays } from '@/lib/scoring/replay'

/** A process that works on the waiting replays and then ends. SIGTERM stops it cleanly, as it stops a server. */
process.once('SIGTERM', beginDraining)
runReplays()
  .then(settleBackground)
  .then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )

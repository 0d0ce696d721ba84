import { runRetrainings } from '@/lib/governance/retraining'
import { beginDraining } from '@/lib/platform/lifecycle'

/** A process that works on the waiting retrainings and then ends. SIGTERM stops it cleanly, as it stops a server. */
process.once('SIGTERM', beginDraining)
runRetrainings(new Date(), { trials: 2 }).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)

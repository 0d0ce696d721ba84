import { runRetrainings } from '@/lib/governance/retraining'

/** A process that works on the waiting retrainings and then ends; tests kill it on the way. */
runRetrainings(new Date(), { trials: 2 }).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)

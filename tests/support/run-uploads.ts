import { beginDraining } from '@/lib/platform/lifecycle'
import { runUploads } from '@/lib/scoring/uploads'

/** A process that works on the waiting files and then ends. SIGTERM stops it cleanly, as it stops a server. */
process.once('SIGTERM', beginDraining)
runUploads(new Date())
  .then((work) => Promise.all(work))
  .then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )

/** Verifies and imports models for a server, in a process of its own: see lib/governance/models/run-apart.ts. */
import { importTasks } from '@/lib/governance/imports/import-tasks'
import { verifyBundle } from '@/lib/governance/models/verify-bundle'
import { serveHelper } from '@/lib/platform/serve-helper'

serveHelper({ verifyBundle, ...importTasks() })

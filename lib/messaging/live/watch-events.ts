import { processHub } from './hub'
import type { LiveKind } from './schema'

/** Runs `hear` whenever a process announces this kind for a tenant. Returns how to end it. */
export const watchEvents = (kind: LiveKind, hear: (tenantId: string) => void): (() => void) =>
  processHub().watch((tenantId, { event }) => event.kind === kind && hear(tenantId))

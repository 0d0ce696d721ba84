import { isDraining } from '@/lib/platform/lifecycle'

const DRAINING = 'UploadJobDraining'

/** Throws where the server shuts down: another one goes on. */
export function requireServing(): void {
  if (isDraining()) throw Object.assign(new Error('the server is shutting down'), { name: DRAINING })
}

export const isDrainingError = (error: unknown): boolean => (error as Error | null)?.name === DRAINING

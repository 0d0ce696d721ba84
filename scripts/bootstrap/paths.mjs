// Paths. Everything that a run creates is in .sentinel.
import path from 'node:path'

export const ROOT = path.resolve(import.meta.dirname, '..', '..')
export const STATE = path.join(ROOT, '.sentinel')
export const LOGS = path.join(STATE, 'logs')
export const STAMPS = path.join(STATE, 'stamps')

export const fromRoot = (...parts) => path.join(ROOT, ...parts)

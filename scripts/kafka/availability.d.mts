import type { Jar } from './jars.mjs'

export function missingForKafka(jars?: Jar[]): string | null

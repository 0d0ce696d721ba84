export interface Jar {
  name: string
  file: string
  location: string
  sha256: string
  state: 'whole' | 'damaged' | 'missing'
}
export const JARS: string
export function listJars(directory?: string, artifacts?: readonly string[][]): Jar[]
export function sha256Of(bytes: Uint8Array): string

export function nodeFlags(heapMb?: string): string[]

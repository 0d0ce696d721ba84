export function nodeFlags(heapMb?: string): string[]
export function keepAliveOption(seconds?: string): string[]

export function newSecret(): string

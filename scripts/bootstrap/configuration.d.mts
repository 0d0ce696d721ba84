export function listenHost(): string | undefined

export const LOG_FILE_BYTES: number
export const LOG_FILES_KEPT: number
export function openLog(file: string): number
export function rotate(file: string, limits?: { maxBytes?: number; kept?: number }): boolean

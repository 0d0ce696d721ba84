/** Enough rows to see how a file is written, and few enough for a check. */
const BEGINNING_BYTES = 262_144

/** The whole lines at the beginning of a large file, under its name. */
export async function beginningOf(file: File): Promise<File> {
  const bytes = new Uint8Array(await file.slice(0, BEGINNING_BYTES).arrayBuffer())
  // Lines of old files end with a carriage return alone.
  const end = bytes.lastIndexOf(0x0a) + 1 || bytes.lastIndexOf(0x0d) + 1
  return new File([end > 0 && file.size > bytes.length ? bytes.subarray(0, end) : bytes], file.name)
}

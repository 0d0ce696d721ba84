/** Names of browsers and of programs in a User-Agent; the first that occurs counts, since later ones also name earlier ones. */
const PROGRAMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Headless)?(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
  [/^python-(requests|httpx|urllib)/i, 'Python'],
  [/^(node|undici|axios)\b/i, 'Node.js'],
  [/^(Java|Apache-HttpClient|okhttp)\b/, 'Java'],
  [/^Go-http-client\//, 'Go'],
]
const SYSTEMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/** 'Firefox on Linux'. Good enough to recognize an own device; a sender can claim any User-Agent. */
export function describeDevice(userAgent: string | null): string {
  if (userAgent === null || userAgent.trim() === '') return 'Unknown device'
  const named = (list: typeof PROGRAMS) => list.find(([pattern]) => pattern.test(userAgent))?.[1]
  const [program, system] = [named(PROGRAMS), named(SYSTEMS)]
  if (program === undefined) return system === undefined ? 'Unknown device' : `Unknown browser on ${system}`
  return system === undefined ? program : `${program} on ${system}`
}

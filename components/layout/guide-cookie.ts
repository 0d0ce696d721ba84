/** The cookie that hides the guided tour. The server reads it, so that the tour does not flicker. */
export const GUIDE_COOKIE = 'sentinel.guide'
export const GUIDE_DISMISSED = 'dismissed'

const YEAR_SECONDS = 31_536_000

export function dismissGuide(): void {
  document.cookie = `${GUIDE_COOKIE}=${GUIDE_DISMISSED}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
}

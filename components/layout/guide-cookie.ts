/** Whether this browser has put the guided tour away: a cookie, so that the server leaves it out and nothing flickers. */
export const GUIDE_COOKIE = 'sentinel.guide'
export const GUIDE_DISMISSED = 'dismissed'

const YEAR_SECONDS = 31_536_000

export function dismissGuide(): void {
  document.cookie = `${GUIDE_COOKIE}=${GUIDE_DISMISSED}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
}

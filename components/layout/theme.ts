/** The theme is a class on <html>: dark by default, light with `light`. Stored in localStorage and in a cookie. */
export const THEME_KEY = 'sentinel.theme'
export type Theme = 'dark' | 'light'

/** Runs before the first paint. The server has set the class from the cookie, unless the browser lost the cookie. */
export const THEME_SCRIPT = `try{var t=localStorage.getItem('${THEME_KEY}');if(t)document.documentElement.classList.toggle('light',t==='light')}catch(e){}`

export const parseTheme = (value: string | undefined): Theme => (value === 'light' ? 'light' : 'dark')

const YEAR_SECONDS = 31_536_000

export function applyTheme(theme: Theme): void {
  document.documentElement.classList.toggle('light', theme === 'light')
  document.cookie = `${THEME_KEY}=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
  try {
    localStorage.setItem(THEME_KEY, theme)
  } catch {
    // Storage can be blocked; the cookie is enough.
  }
}

export const toggleTheme = (): void =>
  applyTheme(document.documentElement.classList.contains('light') ? 'dark' : 'light')

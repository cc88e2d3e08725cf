export type Theme = 'system' | 'light' | 'dark'

const KEY = 'tandem.theme'
const dark = () => window.matchMedia('(prefers-color-scheme: dark)')

export function storedTheme(): Theme {
  const stored = window.localStorage.getItem(KEY)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

export function applyTheme(theme: Theme): void {
  const on = theme === 'dark' || (theme === 'system' && dark().matches)
  document.documentElement.classList.toggle('pf-v6-theme-dark', on)
}

export function storeTheme(theme: Theme): void {
  window.localStorage.setItem(KEY, theme)
  applyTheme(theme)
}

/** Goes with the system as long as nobody has chosen otherwise. */
export function followSystem(): () => void {
  const list = dark()
  const follow = () => applyTheme(storedTheme())
  list.addEventListener('change', follow)
  return () => list.removeEventListener('change', follow)
}

import { describe, expect, it } from 'vitest'

const sources: Record<string, string> = import.meta.glob('/src/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true })
const files = Object.entries(sources).filter(([path]) => !path.includes('/generated/'))

describe('the house', () => {
  it('lets no feature import another', () => {
    const found = files.filter(([path, text]) => path.includes('/features/') && /from '(\.\.\/(?!\.\.\/)|.*\/features\/)/.test(text))
    expect(found.map(([path]) => path)).toEqual([])
  })

  it('keeps what is shared free of features', () => {
    const found = files.filter(([path, text]) => /\/src\/(api|ui)\//.test(path) && /from '.*features\//.test(text))
    expect(found.map(([path]) => path)).toEqual([])
  })

  it('keeps each file short', () => {
    const found = files.filter(([, text]) => text.split('\n').length > 251)
    expect(found.map(([path]) => path)).toEqual([])
  })

  it('has a test beside each page', () => {
    const pages = files.map(([path]) => path).filter((path) => path.endsWith('Page.tsx') && path.includes('/features/'))
    expect(pages.filter((path) => !(path.replace('.tsx', '.test.tsx') in sources))).toEqual([])
  })
})

import { SCREENS } from '../support/product-screens'
import { sourceFiles } from '../support/source-files'

/** It only leads on, to the dashboard. */
const START = '/'

/** The route of a page's file: groups of folders and the file itself are no part of it. */
const routeOf = (file: string): string =>
  `/${file
    .split('/')
    .slice(1, -1)
    .filter((folder) => !folder.startsWith('('))
    .join('/')}`

it('the browser tests cover every screen', () => {
  const pages = sourceFiles(['app'], ['page.tsx']).map(routeOf)
  const looked = new Set(SCREENS.map(({ route }) => route))
  expect([...looked].sort()).toEqual([...new Set(pages)].filter((route) => route !== START).sort())
})

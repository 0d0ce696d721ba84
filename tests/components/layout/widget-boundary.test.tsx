/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen } from '@testing-library/react'
import { redirect } from 'next/navigation'
import { Component, type ReactNode } from 'react'
import { WidgetBoundary } from '@/components/layout/widget-boundary'

const refresh = jest.fn()
jest.mock('next/navigation', () => ({
  ...jest.requireActual<object>('next/navigation'),
  useRouter: () => ({ refresh }),
}))

/** A widget that fails leaves the others, says under which reference, and can be tried again. */
let broken = true
function Fragile() {
  if (broken) throw Object.assign(new Error('no table'), { digest: '4711' })
  return <p>works again</p>
}

class Page extends Component<{ children: ReactNode }, { caught: unknown }> {
  override state = { caught: null as unknown }
  static getDerivedStateFromError = (caught: unknown) => ({ caught })
  override render() {
    return this.state.caught === null ? this.props.children : <p>the page took it</p>
  }
}

beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined))
afterEach(() => jest.restoreAllMocks())

it('shows the failure in place of the widget only, and retries', () => {
  broken = true
  render(
    <>
      <WidgetBoundary name="The map" skeleton={null}>
        <Fragile />
      </WidgetBoundary>
      <WidgetBoundary name="The types" skeleton={null}>
        <p>types</p>
      </WidgetBoundary>
    </>,
  )
  expect(screen.getByRole('alert')).toHaveTextContent('The map could not be shown.')
  expect(screen.getByRole('alert')).toHaveTextContent('Reference 4711')
  expect(screen.getByText('types')).toBeInTheDocument()
  broken = false
  const again = screen.getByRole('button', { name: 'Retry' })
  again.click()
  expect(refresh).toHaveBeenCalledTimes(1)
  return screen.findByText('works again')
})

it('leaves redirects to the page', () => {
  function Leaves(): ReactNode {
    redirect('/login')
  }
  render(
    <Page>
      <WidgetBoundary name="The map" skeleton={null}>
        <Leaves />
      </WidgetBoundary>
    </Page>,
  )
  expect(screen.getByText('the page took it')).toBeInTheDocument()
})

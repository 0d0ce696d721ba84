import { renderToString } from 'react-dom/server'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'

test('the server renders tabs without a style attribute, which the content security policy forbids', () => {
  const html = renderToString(
    <Tabs defaultValue="one">
      <TabsList aria-label="Which">
        <TabsTrigger value="one">One</TabsTrigger>
      </TabsList>
      <TabsContent value="one" className="gap">
        The first
      </TabsContent>
    </Tabs>,
  )
  expect(html).toContain('The first')
  expect(html).toMatch(/role="tabpanel"[^>]*class="gap"|class="gap"[^>]*role="tabpanel"/)
  expect(html).not.toContain('style=')
})

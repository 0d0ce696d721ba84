'use client'

import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { AddToCase } from './add-to-case'
import { type CaseLinks, linkWords } from './link-words'
import { NewCaseForm } from './new-case-form'

export interface NamedCase {
  id: string
  key: string
}

interface CaseDialogFormsProps {
  links: CaseLinks
  defaultTitle: string
  onOpened: (opened: NamedCase) => void
  onAdded: (to: NamedCase) => void
}

/** A new case or one that exists; where nothing is to be linked there is only the new one. */
export default function CaseDialogForms({ links, defaultTitle, onOpened, onAdded }: CaseDialogFormsProps) {
  const form = <NewCaseForm links={links} defaultTitle={defaultTitle} onOpened={onOpened} />
  if (linkWords(links) === '') return form
  return (
    <Tabs defaultValue="new">
      <TabsList aria-label="Which case" className="mb-4">
        <TabsTrigger value="new">New case</TabsTrigger>
        <TabsTrigger value="existing">Add to existing</TabsTrigger>
      </TabsList>
      {/* Stays mounted: what was typed is there when one comes back from the other tab. */}
      <TabsContent value="new" forceMount className="data-[state=inactive]:hidden">
        {form}
      </TabsContent>
      <TabsContent value="existing">
        <AddToCase links={links} onAdded={onAdded} />
      </TabsContent>
    </Tabs>
  )
}

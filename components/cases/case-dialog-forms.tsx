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

/** A new case or an existing one; without a selection to link only the new one is offered. */
export default function CaseDialogForms({ links, defaultTitle, onOpened, onAdded }: CaseDialogFormsProps) {
  const form = <NewCaseForm links={links} defaultTitle={defaultTitle} onOpened={onOpened} />
  if (linkWords(links) === '') return form
  return (
    <Tabs defaultValue="new">
      <TabsList aria-label="Which case" className="mb-4">
        <TabsTrigger value="new">New case</TabsTrigger>
        <TabsTrigger value="existing">Add to existing</TabsTrigger>
      </TabsList>
      {/* Stays mounted, so that typed text survives a change of tabs. */}
      <TabsContent value="new" forceMount className="data-[state=inactive]:hidden">
        {form}
      </TabsContent>
      <TabsContent value="existing">
        <AddToCase links={links} onAdded={onAdded} />
      </TabsContent>
    </Tabs>
  )
}

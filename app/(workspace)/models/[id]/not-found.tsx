import { SearchX } from 'lucide-react'
import { MessagePanel } from '@/components/layout/message-panel'
import { BackToModels } from './_components/back-to-models'

export default function ModelNotFound() {
  return (
    <MessagePanel icon={SearchX} title="Model not found" actions={<BackToModels />}>
      <p>There is no such model, or it is registered for another institution.</p>
    </MessagePanel>
  )
}

export function installKafka(options?: {
  directory?: string
  artifacts?: readonly string[][]
}): Promise<string[]>

/** A model file or its reference rows cannot become a bundle that gives exactly what its library gives. Says why. */
export class ModelImportError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ModelImportError'
  }
}

/** Not `instanceof`: each bundle of a process has its own class (see singleton.ts). */
export const isModelImportError = (error: unknown): error is ModelImportError =>
  error instanceof Error && error.name === 'ModelImportError'

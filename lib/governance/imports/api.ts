import { defineOperation } from '@/lib/contract/operation'
import { MAX_BUNDLE_BYTES, modelResponse } from '@/lib/governance/models/schema'
import { uploadImport } from './upload-import'

export const importModelOperation = defineOperation({
  id: 'importModel',
  method: 'POST',
  path: '/api/models/imports',
  tag: 'Models',
  summary: 'Import a model that LightGBM or XGBoost trained',
  description:
    'A ZIP archive with `import.json`, the model file (LightGBM text, XGBoost 3 JSON or UBJSON) and reference rows with the ' +
    "library's own margins and contributions: at most 32 MiB, packed and unpacked. `import.json` has `name`, `version`, `model` and " +
    '`reference` (names of files), optionally `features` (all names in model order) or `mapping` (names of the file to names of the ' +
    "product), and optionally `thresholds` (`review`, `block`), which keep the library's own probability; otherwise the model is " +
    'calibrated on your decisions with mature labels. A feature is one of the catalogue or `metadata.<key>`. The model is compared ' +
    'with its library on every reference row before it is stored; it does not score until its stage is changed.',
  auth: 'user',
  permission: 'policy:write',
  bodyMediaType: 'application/zip',
  bodyLimitBytes: MAX_BUNDLE_BYTES,
  response: { status: 201, schema: modelResponse },
  errors: ['invalid-archive', 'import-rejected', 'bundle-rejected', 'bundle-quota', 'conflict', 'overloaded'],
  idempotency: { excluded: 'a second import under the same name and version is rejected' },
  handler: ({ ctx, rawBody }) => uploadImport(ctx, rawBody),
})

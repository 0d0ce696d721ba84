// The Python environment of the training code: one folder, exactly the locked packages.
import { step } from './output.mjs'
import { fromRoot } from './paths.mjs'
import { runLogged } from './run.mjs'
import { fingerprint, onceFor } from './stamps.mjs'

const PYTHON = process.platform === 'win32' ? 'ml/.venv/Scripts/python.exe' : 'ml/.venv/bin/python'
const LOCK = 'ml/requirements.lock'

/** The path of a Python that has the locked packages. */
export async function ensurePython() {
  await onceFor('python', fingerprint([LOCK]), PYTHON, () => step('Preparing Python', createEnvironment))
  return fromRoot(PYTHON)
}

async function createEnvironment() {
  await runLogged('python-venv', 'python3', ['-m', 'venv', '--clear', fromRoot('ml', '.venv')])
  const pip = ['-m', 'pip', 'install', '--quiet', '--require-hashes', '-r', fromRoot(LOCK)]
  await runLogged('python-packages', fromRoot(PYTHON), pip, { env: { PIP_DISABLE_PIP_VERSION_CHECK: '1' } })
}

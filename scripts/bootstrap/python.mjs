// The Python environment of the training code: one folder, exactly the locked packages.
import { step } from './output.mjs'
import { fromRoot } from './paths.mjs'
import { runLogged, runOnTerminal } from './run.mjs'
import { fingerprint, onceFor } from './stamps.mjs'

const PYTHON = process.platform === 'win32' ? 'ml/.venv/Scripts/python.exe' : 'ml/.venv/bin/python'
const LOCK = 'ml/requirements.lock'

/** The path of a Python that has the locked packages. */
export async function ensurePython() {
  await onceFor('python', fingerprint([LOCK]), PYTHON, () => step('Preparing Python', createEnvironment))
  return fromRoot(PYTHON)
}

/** Runs a module of ml/ where the caller stands, so that file names mean what they say; resolves to its exit code. */
export function runTraining(python, module, args) {
  const env = { PYTHONPATH: fromRoot('ml'), SENTINEL_NODE: process.execPath }
  return runOnTerminal(python, ['-m', module, ...args], { env, cwd: process.env.INIT_CWD ?? process.cwd() })
}

async function createEnvironment() {
  await runLogged('python-venv', 'python3', ['-m', 'venv', '--clear', fromRoot('ml', '.venv')])
  const pip = ['-m', 'pip', 'install', '--quiet', '--require-hashes', '-r', fromRoot(LOCK)]
  await runLogged('python-packages', fromRoot(PYTHON), pip, { env: { PIP_DISABLE_PIP_VERSION_CHECK: '1' } })
}

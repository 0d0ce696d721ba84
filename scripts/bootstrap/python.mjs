// Creates the Python environment of the training code with exactly the locked packages.
import { step } from './output.mjs'
import { fromRoot } from './paths.mjs'
import { runLogged, runOnTerminal } from './run.mjs'
import { fingerprint, onceFor } from './stamps.mjs'

const PYTHON = process.platform === 'win32' ? 'ml/.venv/Scripts/python.exe' : 'ml/.venv/bin/python'
const LOCK = 'ml/requirements.lock'
/** Ctrl-C: the command itself printed the one line about it (ml/training/interrupt.py). */
export const INTERRUPTED = 130

/** Returns the path of a Python with the locked packages. */
export async function ensurePython() {
  await onceFor('python', fingerprint([LOCK]), PYTHON, () => step('Preparing Python', createEnvironment))
  return fromRoot(PYTHON)
}

/** Runs a module of ml/ in the caller's directory, so that relative paths work; resolves to its exit code. */
export function runTraining(python, module, args) {
  const env = { PYTHONPATH: fromRoot('ml'), SENTINEL_NODE: process.execPath }
  return runOnTerminal(python, ['-m', module, ...args], { env, cwd: process.env.INIT_CWD ?? process.cwd() })
}

async function createEnvironment() {
  await runLogged('python-venv', 'python3', ['-m', 'venv', '--clear', fromRoot('ml', '.venv')])
  // Python compiles what it imports by itself; compiling everything takes longer than the rest of the installation.
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-compile', '--require-hashes', '-r', fromRoot(LOCK)]
  await runLogged('python-packages', fromRoot(PYTHON), pip, { env: { PIP_DISABLE_PIP_VERSION_CHECK: '1' } })
}

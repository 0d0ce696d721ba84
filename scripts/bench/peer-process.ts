import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'

const ML = path.join(process.cwd(), 'ml')
const PYTHON = path.join(ML, '.venv', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')

/** LightGBM in a separate process that works only on request: see ml/parity/peer.py. */
export interface PeerProcess {
  /** Microseconds per call. */
  time(command: string): Promise<number[]>
  /** Writes the contributions of all rows to a file. */
  contributions(file: string): Promise<void>
  close(): void
}

export function hasPython(): boolean {
  return existsSync(PYTHON)
}

export async function startPeer(trees: string, rows: string, features: number): Promise<PeerProcess> {
  const child = spawn(PYTHON, ['-m', 'parity.peer', trees, rows, String(features)], {
    cwd: ML,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const responses = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const response = async () => {
    const { done, value } = await responses.next()
    if (done) throw new Error('LightGBM ended before it responded')
    return JSON.parse(value as string) as unknown
  }
  const ask = (command: string) => {
    child.stdin.write(`${command}\n`)
    return response()
  }
  await response()
  return {
    time: async (command) => (await ask(command)) as number[],
    contributions: async (file) => void (await ask(`contributions ${file}`)),
    close: () => child.stdin.end(),
  }
}

/** Trains the stress model into a folder. */
export async function trainStressModel(folder: string): Promise<void> {
  const child = spawn(PYTHON, ['-m', 'parity.stress_model', folder], { cwd: ML, stdio: 'inherit' })
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) throw new Error('the stress model could not be trained')
}

import { StepError } from './output.mjs'

/** 20.19 is the first release that can `require` ES modules, which several packages rely on. */
const OLDEST = [20, 19]

export function requireSupportedNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const supported = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
  if (supported) return
  throw new StepError(`Sentinel needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}.`)
}

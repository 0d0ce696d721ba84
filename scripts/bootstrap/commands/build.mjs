import { build } from '../build.mjs'
import { generate } from '../generate.mjs'
import { install } from '../install.mjs'

export async function run() {
  await install()
  await generate()
  await build()
}

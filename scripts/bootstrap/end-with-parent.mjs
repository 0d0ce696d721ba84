// Preloaded into the server: ends it in good order when the process that started it was killed without a chance to.
const parent = process.ppid
const CHECK_EVERY_MS = 1_000

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
}, CHECK_EVERY_MS).unref()

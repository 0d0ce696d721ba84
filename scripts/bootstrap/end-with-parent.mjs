// Loaded into a process that must not outlive the one that started it: ends it in good order when that one is gone.
const parent = process.ppid
const CHECK_EVERY_MS = 500

const timer = setInterval(() => {
  if (process.ppid === parent) return
  clearInterval(timer)
  process.kill(process.pid, 'SIGTERM')
}, CHECK_EVERY_MS).unref()

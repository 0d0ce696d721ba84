// Loaded into a child process: sends it SIGTERM when its parent has ended.
const parent = process.ppid
const CHECK_EVERY_MS = 500

const timer = setInterval(() => {
  if (process.ppid === parent) return
  clearInterval(timer)
  process.kill(process.pid, 'SIGTERM')
}, CHECK_EVERY_MS).unref()

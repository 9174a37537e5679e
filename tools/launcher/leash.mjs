// Loaded with --import into the launcher's Node children: when the launcher is gone, they go too.
const owner = Number(process.env['TENBIN_LEASH']);
const graceMs = 15_000;

// Forked grandchildren inherit --import; only the launcher's own child watches.
if (process.ppid === owner) {
  const watch = setInterval(() => {
    if (process.ppid === owner) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(-process.pid, 'SIGKILL'), graceMs).unref();
  }, 500);
  watch.unref();
}

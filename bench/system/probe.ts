/**
 * Loaded into the measured processes beside their own code (`node --import`): answers `{ type: 'usage' }` over IPC with memory and the
 * processor time used so far; with `collect: true` after a collection.
 */
process.on('message', (message) => {
  if (typeof message !== 'object' || message === null || !('type' in message) || message.type !== 'usage') return;
  // The second collection takes what finalizers of the first have let go.
  if ('collect' in message && message.collect === true) for (let time = 0; time < 2; time += 1) globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ type: 'usage', rss, heapUsed, cpuMs: (user + system) / 1_000 });
});

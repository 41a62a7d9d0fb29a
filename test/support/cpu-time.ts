/** Milliseconds of this thread's own work that `act` cost: other work on the machine does not count. */
export async function cpuMs(act: () => unknown): Promise<number> {
  const from = process.threadCpuUsage();
  await act();
  const { user, system } = process.threadCpuUsage(from);
  return (user + system) / 1000;
}

import type { Log } from '../../ports.ts';

/** The library's log in ours. It is told nothing below a warning, as its debug lines hold texts. */
export function loggerOver(log: Log) {
  return {
    debug: () => {},
    info: () => {},
    warn: (...said: unknown[]) => log.warn({ said: said.map(String) }, 'Slack library'),
    error: (...said: unknown[]) => log.error({ said: said.map(String) }, 'Slack library'),
    setLevel: () => {},
    getLevel: () => 'warn' as never,
    setName: () => {},
  };
}

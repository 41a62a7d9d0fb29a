/** What would make a run depend on anything but its seed. */
const TRAPS: readonly (readonly [name: string, holder: object, key: string])[] = [
  ['Date.now', Date, 'now'],
  ['Math.random', Math, 'random'],
  ['performance.now', performance, 'now'],
  ['crypto.randomUUID', crypto, 'randomUUID'],
  ['setTimeout', globalThis, 'setTimeout'],
  ['setInterval', globalThis, 'setInterval'],
];
/** Files of the simulated part. The runner's own clock and timers go on. */
const SIMULATED = /\/(?:src|test\/faults)\//;

let depth = 0;
let release = (): void => {};

/** While `act` runs, whoever of the simulated part asks the machine for time, chance or a wait is thrown an error. */
export async function trapped<Result>(act: () => Promise<Result>): Promise<Result> {
  if (depth === 0) release = set();
  depth += 1;
  try {
    return await act();
  } finally {
    depth -= 1;
    if (depth === 0) release();
  }
}

function set(): () => void {
  const own = TRAPS.map(([name, holder, key]) => {
    const kept = Object.getOwnPropertyDescriptor(holder, key);
    const real = Reflect.get(holder, key) as (...given: unknown[]) => unknown;
    const trap = (...given: unknown[]): unknown => {
      const frames = (new Error().stack ?? '').split('\n').slice(2);
      if (frames.some((frame) => !frame.includes('at async') && SIMULATED.test(frame)))
        throw new Error(`${name} was asked in the simulated part`);
      return real.apply(holder, given);
    };
    Object.defineProperty(holder, key, { value: trap, configurable: true, writable: true });
    return { holder, key, kept };
  });
  return () => {
    for (const { holder, key, kept } of own) {
      if (kept) Object.defineProperty(holder, key, kept);
      else Reflect.deleteProperty(holder, key);
    }
  };
}

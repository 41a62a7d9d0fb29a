import type { InboundEvent } from '../../ports.ts';

/** Inputs that are answered at a time. Their rows wait for each other anyway, and what comes in has to be acknowledged meanwhile. */
const TOGETHER = 3;

/** An answer is begun so many milliseconds after its input: of what comes in at once, all of it is acknowledged first. */
const GRACE_MS = 20;

/** While inputs crowd in, it is looked again after so many milliseconds whether they still do. */
const STEP_BACK_MS = 100;
/** However long they do, one answer is begun in so many milliseconds: nobody waits for ever. */
const AT_LEAST_MS = 1_000;

/** Tells whether inputs crowd in: at least so many within so many milliseconds. */
export function crowdOf(inputs: number, withinMs: number) {
  const times: number[] = new Array(inputs).fill(Number.NEGATIVE_INFINITY);
  let oldest = 0;
  return {
    /** One more came at this instant, in milliseconds. */
    came(at: number): void {
      times[oldest] = at;
      oldest = (oldest + 1) % inputs;
    },
    isOn: (at: number): boolean => at - (times[oldest] as number) < withinMs,
  };
}

/** Answers given a few at a time, in the order in which the inputs came. */
export interface Answering<Answer> {
  answer(event: InboundEvent, inPlace?: boolean): Promise<Answer>;
  /** Whether this input waits for its answer here, or is being answered. */
  has(key: string): boolean;
}

/**
 * However many inputs arrive at once, storing and acknowledging them goes first: they are answered a few at a time, and one by one while
 * `isCrowded` says that many come in. What somebody waits for in place goes before the others.
 */
export function answering<Answer>(
  answer: (event: InboundEvent, inPlace: boolean) => Promise<Answer>,
  isCrowded: () => boolean = () => false,
): Answering<Answer> {
  const waiting: { readonly first: (() => void)[]; readonly others: (() => void)[] } = { first: [], others: [] };
  const keys = new Set<string>();
  let running = 0;
  let steppedBack: NodeJS.Timeout | undefined;
  let begunAt = Number.NEGATIVE_INFINITY;

  function next(): void {
    while (running < TOGETHER && !steppedBack) {
      if (isCrowded() && performance.now() - begunAt < AT_LEAST_MS) stepBack();
      else if (!begin()) return;
    }
  }

  function stepBack(): void {
    steppedBack = setTimeout(() => {
      steppedBack = undefined;
      next();
    }, STEP_BACK_MS);
  }

  /** False when nothing waits. */
  function begin(): boolean {
    const start = waiting.first.shift() ?? waiting.others.shift();
    if (!start) return false;
    running += 1;
    begunAt = performance.now();
    // What has come in since is read before the next answer is worked out.
    setImmediate(start);
    return true;
  }

  return {
    has: (key) => keys.has(key),
    async answer(event, inPlace = false) {
      keys.add(event.key);
      await new Promise<void>((resolve) => {
        (inPlace ? waiting.first : waiting.others).push(resolve);
        // A person looks at what is answered in place.
        if (inPlace) next();
        else setTimeout(next, GRACE_MS);
      });
      try {
        return await answer(event, inPlace);
      } finally {
        running -= 1;
        keys.delete(event.key);
        next();
      }
    },
  };
}

/** A log's target that keeps its lines. */
export function logLines() {
  const lines: string[] = [];
  return {
    write: (line: string) => void lines.push(line),
    text: () => lines.join(''),
    all: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

/** What a call throws. */
export function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown');
}

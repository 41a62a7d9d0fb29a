/** Oldest first, then by id. */
export function by<Row extends { id: string }>(at: (row: Row) => Date): (a: Row, b: Row) => number {
  return (a, b) => at(a).getTime() - at(b).getTime() || (a.id < b.id ? -1 : 1);
}
